"""The shape and the word of each verdict and of each step to done: never colour alone."""

from django.utils.translation import gettext_lazy as _

VERDICTS = {
    "improved": ("▲", _("improved")),
    "worse": ("▼", _("worse")),
    "no-change": ("▬", _("no change seen")),
    "too-early": ("◔", _("too early")),
    "unstable": ("≋", _("unstable baseline")),
    "no-data": ("○", _("no data")),
}
OTHER_NAMES = {
    "no-change-seen": "no-change",
    "unstable-baseline": "unstable",
}
DONE_STEPS = {
    "planned": _("planned"),
    "in-progress": _("in progress"),
    "done": _("done"),
    "checked": _("checked by another"),
}


class NoSuchVerdict(LookupError):
    """No verdict or step has this name."""


def tidy(name: object) -> str:
    """Return a verdict's or step's key: `No change seen` and `NO_CHANGE` both give `no-change`."""
    key = str(getattr(name, "value", name)).strip().lower().replace("_", "-").replace(" ", "-")
    return OTHER_NAMES.get(key, key)


def shape_and_word(name: object) -> tuple[str, str]:
    """Return a verdict's shape and word. Raises NoSuchVerdict: a wrong name must not look like an answer."""
    if tidy(name) not in VERDICTS:
        raise NoSuchVerdict(str(name))
    shape, word = VERDICTS[tidy(name)]
    return shape, str(word)


def ladder(reached: object) -> list[dict[str, object]]:
    """Return the steps from planned to checked, each with whether it is reached and whether it is the latest."""
    keys = list(DONE_STEPS)
    if tidy(reached) not in keys:
        raise NoSuchVerdict(str(reached))
    at = keys.index(tidy(reached))
    return [
        {"word": str(DONE_STEPS[key]), "reached": index <= at, "current": index == at}
        for index, key in enumerate(keys)
    ]
