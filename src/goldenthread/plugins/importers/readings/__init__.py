"""Readings of one measure: a month, and its value or what it is a share of, one row each."""

from goldenthread.plugins.importers.readings.importer import Readings
from goldenthread.ports.importers import importers

importers.add(Readings())
