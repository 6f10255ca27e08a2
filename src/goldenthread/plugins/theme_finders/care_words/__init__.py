"""Social care themes by hint words alone, never sure: until a council has comments that people have labelled."""

from goldenthread.plugins.theme_finders.care_words.finder import CareWords
from goldenthread.ports.theme_finders import theme_finders

theme_finders.add(CareWords())
