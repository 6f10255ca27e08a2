"""Published outcomes of every council, from a tidy table with one figure a row."""

from goldenthread.plugins.importers.ascof.importer import AscofOutcomes
from goldenthread.ports.importers import importers

importers.add(AscofOutcomes())
