"""The model that comes with the house, learned from labelled NHS comments."""

from goldenthread.plugins.theme_finders.built_in.finder import BuiltIn
from goldenthread.ports.theme_finders import theme_finders

theme_finders.add(BuiltIn())
