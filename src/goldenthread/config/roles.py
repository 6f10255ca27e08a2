"""The jobs people do, as data: what each may do is declared beside the verb, in the part that owns it."""

from goldenthread.foundation.permissions.roles import Role

ROLES = (
    Role("practitioner", "Practitioner", "Sees the team's feedback, gives ideas, reads threads."),
    Role("team_manager", "Team manager", "Acts on what the team's people said."),
    Role("auditor", "Auditor or peer reviewer", "Audits a sampled case, away from their own team."),
    Role("complaints_manager", "Complaints manager", "Runs the clock, captures learning, tells people."),
    Role("analyst", "Performance analyst", "Brings files in, defines measures, reads signals."),
    Role("quality_lead", "Quality lead or principal", "Runs the learning cycle and keeps evidence fresh."),
    Role("director", "Director or lead member", "Sees what changed and what did not; signs off."),
    Role("commissioner", "Commissioner or partner", "Reads feedback on the market and joint work."),
    Role("inspector", "Visiting inspector", "Reads published evidence, and nothing else."),
    Role("governance", "Information governance", "Looks after the trail of who did what."),
    Role("administrator", "Administrator", "Looks after accounts, teams and settings."),
)
