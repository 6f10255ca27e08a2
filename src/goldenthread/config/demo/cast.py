"""Who is who in Northshire, which does not exist: plain facts, needing no database."""

from dataclasses import dataclass

PASSWORD = "golden thread demo"
SLUG = "northshire"


@dataclass(frozen=True)
class Person:
    """Somebody who signs in to the demo."""

    name: str
    job: str
    role: str
    team: str = ""

    @property
    def email(self) -> str:
        """Return the address they sign in with."""
        return f"{self.name.split(' ')[0].lower()}@northshire.example"


PEOPLE = (
    Person("Asha Patel", "quality lead", "quality_lead"),
    Person("Ben Okafor", "performance analyst", "analyst"),
    Person("Carol Hughes", "complaints manager", "complaints_manager"),
    Person("Dev Sharma", "director", "director"),
    Person("Ella Novak", "team manager, North Locality", "team_manager", "North Locality"),
    Person("Femi Adeyemi", "social worker, North Locality", "practitioner", "North Locality"),
    Person("Gita Rao", "auditor", "auditor", "South Locality"),
    Person("Hugh Bell", "information governance", "governance"),
    Person("Ines Costa", "visiting inspector", "inspector"),
    Person("Joan Price", "commissioner", "commissioner"),
    Person("Kit Wong", "administrator", "administrator"),
)

TEAMS = (  # (name, kind, parent)
    ("Adult Social Care", "directorate", ""),
    ("Front Door", "service", "Adult Social Care"),
    ("First Contact", "team", "Front Door"),
    ("Carers", "team", "Front Door"),
    ("Localities", "service", "Adult Social Care"),
    ("North Locality", "team", "Localities"),
    ("South Locality", "team", "Localities"),
    ("Learning Disability", "team", "Localities"),
    ("Independence", "service", "Adult Social Care"),
    ("Occupational Therapy", "team", "Independence"),
    ("Hospital and Reablement", "team", "Independence"),
    ("Safeguarding", "team", "Adult Social Care"),
    ("Quality and Complaints", "team", "Adult Social Care"),
)
