"""Every component once, with the kind of text that breaks pages: hostile, long, from right to left."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from django import forms as django_forms
from django.core.paginator import Paginator
from django.template import Context, engines
from django.utils.safestring import mark_safe

from goldenthread.ui import forms

COMPONENTS = Path(__file__).parent / "templates" / "components"
HOSTILE = '<script>alert("x")</script> & \'quotes\' " onmouseover="alert(1)'
LONG = (
    "Nobodytoldmewhathappensnext" * 9
    + " and then the sentence went on, and on, about a visit that came late again"
)
RIGHT_TO_LEFT = "لم يخبرني أحد بما سيحدث بعد ذلك 👩‍🦽"
PICTURE = mark_safe(
    '<svg viewBox="0 0 300 60" role="img" aria-label="Five points that rise"><path d="M0 50L75 45L150 40L225 20L300 10"'
    ' fill="none" stroke="#17324d" stroke-width="2"/></svg>'
)


@dataclass(frozen=True)
class Example:
    """One component as it looks on a page; `name` is its file's, without the ending."""

    name: str
    html: str


class Everything(forms.Form):
    """One field of each kind."""

    name = django_forms.CharField(
        label="Full name", help_text="As it is written on the letter.", max_length=80
    )
    email = django_forms.EmailField(label="Email address")
    due_on = forms.DateField(label="Reply date", help_text="For example, 27 3 2026.", latest=date(2030, 1, 1))
    rating = django_forms.ChoiceField(
        label="How was it?", choices=[("1", "Poor"), ("2", LONG)], widget=django_forms.RadioSelect
    )
    themes = django_forms.MultipleChoiceField(
        label="Themes",
        choices=[("1", "Being told"), ("2", HOSTILE)],
        widget=django_forms.CheckboxSelectMultiple,
    )
    team = django_forms.ChoiceField(
        choices=[("", "---------"), ("North", [("a", "Reablement"), ("b", LONG)])]
    )
    words = django_forms.CharField(label="What happened?", widget=django_forms.Textarea)
    number = django_forms.IntegerField(label="People told", required=False, min_value=0)
    upload = django_forms.FileField(label="Spreadsheet")
    password = django_forms.CharField(widget=django_forms.PasswordInput)
    agrees = django_forms.BooleanField(label="I have read this to the person")


class Filters(forms.FilterForm):
    """What a list can be narrowed by."""

    words = django_forms.CharField(label="Words")
    team = django_forms.ChoiceField(choices=[("", "Any team"), ("a", "Reablement"), ("b", LONG)])


def examples() -> list[Example]:
    """Return every component of ours, and the design system's that pages use most, as HTML."""
    ours = [(name, source) for name, sources in OURS.items() for source in sources]
    return [
        Example(name, _drawn(source, _facts(index))) for index, (name, source) in enumerate(ours + THEIRS)
    ]


def component_names() -> set[str]:
    """Return the names of our component files."""
    return {path.stem for path in COMPONENTS.glob("*.html")}


def _drawn(source: str, facts: dict[str, Any]) -> str:
    template = engines["django"].engine.from_string("{% load govuk ui %}" + source)  # type: ignore[attr-defined]
    return template.render(Context(facts))


def _facts(index: int) -> dict[str, Any]:
    """Return what the examples are about; `index` keeps the ids of each form apart."""
    wrong = {
        "name": "A\0",
        "email": HOSTILE,
        "due_on_day": "31",
        "due_on_month": "June",
        "due_on_year": "2026",
    }
    return {
        "hostile": HOSTILE,
        "long": LONG,
        "rtl": RIGHT_TO_LEFT,
        "picture": PICTURE,
        "page": Paginator(range(1204), 50).get_page(3),
        "nothing": Paginator([], 50).get_page(1),
        "form": Everything(prefix=f"f{index}"),
        "wrong": Everything({f"f{index}-{key}": value for key, value in wrong.items()}, prefix=f"f{index}"),
        "filters": Filters({f"g{index}-team": "b"}, prefix=f"g{index}"),
        "head": ["Theme", "Comments", "Share"],
        "cells": [
            [HOSTILE, "1,204", "62% (31 of 50)"],
            [LONG, "3", "fewer than 8"],
            [RIGHT_TO_LEFT, "0", "no data"],
        ],
        "table": {
            "caption": HOSTILE,
            "head": ["Month", "Score"],
            "rows": [["May 2026", 4], ["June 2026", 5]],
        },
        "exports": [{"label": "CSV", "href": "?as=csv"}, {"label": HOSTILE, "href": "?as=xlsx"}],
        "steps": [
            {"n": n, "label": label, "href": "#"}
            for n, label in zip(
                (1204, 26, 31, 18, 7, 5),
                ("voice", "theme", "learning", "change", "verdict", LONG),
                strict=True,
            )
        ],
        "tasks": [
            {"label": "2 answers mention danger", "href": "#", "state": "read now", "danger": True},
            {"label": HOSTILE, "hint": LONG, "state": "4 minutes"},
        ],
        "happened": [
            {"at": datetime(2026, 1, 5, 14, 30, tzinfo=UTC), "what": HOSTILE, "by": "Asha Patel"},
            {"at": date(2026, 1, 4), "what": LONG, "note": RIGHT_TO_LEFT},
        ],
        "problems": [
            {
                "row": 1204,
                "field": HOSTILE,
                "sentence": "31 June 2026 is not a date. Mend it, or leave it empty.",
            },
            {"row": None, "field": "", "sentence": LONG},
        ],
    }


OURS: dict[str, list[str]] = {
    "verdict": [
        '{% verdict "improved" "by 6 points (2 to 10)" %}',
        '{% verdict "worse" hostile %}',
        '{% verdict "no change seen" %}',
        '{% verdict "too early" "until March 2027, when 6 more months are in" %}',
        '{% verdict "unstable baseline" long %}',
        '{% verdict "no data" %}',
    ],
    "done_ladder": ['{% done_ladder "in progress" %}', '{% done_ladder "checked" %}'],
    "funnel": ["{% funnel steps %}"],
    "quote": [
        '{% quote hostile who="A carer" when="5 January 2026" how="by text" %}',
        "{% quote long %}",
        '{% quote rtl who=hostile language="ar" %}',
    ],
    "figure": ["{% figure hostile picture table=table note=long %}"],
    "task_rows": ["{% task_rows tasks %}"],
    "history": ['{% history happened title="What happened" %}'],
    "problem_list": ["{% problem_list problems total=40 %}"],
    "empty_state": [
        '{% empty_state "No comments yet" "Bring in a spreadsheet to start." href="#" label="Bring in comments" %}',
        "{% empty_state hostile long %}",
    ],
    "synthetic_mark": ["{% synthetic_mark %}", "{% synthetic_mark hostile %}"],
    "notice": [
        '{% notice "12 comments were added." title="Done" kind="good" live=True %}',
        '{% notice hostile kind="concern" %}',
        "{% notice long %}",
    ],
    "filter_bar": ["{% filter_bar filters %}"],
    "results_count": ['{% results_count page word="comments" %}', "{% results_count nothing %}"],
    "sort_header": [
        '<table class="govuk-table gt-stack"><caption class="govuk-table__caption">Sorted</caption><thead><tr>'
        '{% sort_header "Heard on" "said_on" %}{% sort_header hostile "team" numeric=True %}</tr></thead>'
        '<tbody><tr><td class="govuk-table__cell">5 January 2026</td><td class="govuk-table__cell">4</td></tr></tbody></table>'
    ],
    "data_table": ['{% data_table "Themes of the month" head cells numeric="1,2" %}'],
    "export_links": ["{% export_links exports %}"],
}
THEIRS = [
    ("govuk pagination", "{% page_links page %}"),
    (
        "govuk button",
        '{% govuk "button" text="Save" %} {% govuk "button" text=hostile classes="govuk-button--secondary" %}',
    ),
    ("govuk tag", '{% govuk "tag" text="Late" %}'),
    ("govuk inset-text", '{% govuk "inset-text" html=hostile %}'),
    ("govuk warning-text", '{% govuk "warning-text" text=long %}'),
    ("govuk details", '{% govuk "details" summaryText="How sure are we?" text=hostile %}'),
    ("form", "<form novalidate>{{ form }}</form>"),
    ("form with errors", "<form novalidate>{{ wrong }}</form>"),
]
