"""The one list of slices and plug-ins that are switched on: adding one is one line here."""

SLICES = [
    "goldenthread.slices.feedback",
    "goldenthread.slices.themes",
    "goldenthread.slices.measures",
    "goldenthread.slices.improvement",
    "goldenthread.slices.self_assessment",
]

# A plug-in puts itself on its port's shelf when it is imported; the house imports these once, at start.
PLUGINS = [
    "goldenthread.plugins.importers.comments",
    "goldenthread.plugins.importers.readings",
    "goldenthread.plugins.importers.ascof",
    "goldenthread.plugins.frameworks.cqc_local_authority",
    "goldenthread.plugins.channels.email",
    "goldenthread.plugins.theme_finders.built_in",
    "goldenthread.plugins.theme_finders.care_words",
]
