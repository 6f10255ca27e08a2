"""What people told us, one comment a row, from CSV, gzipped CSV, XLSX or ODS with any column names."""

from goldenthread.plugins.importers.comments.importer import Comments
from goldenthread.ports.importers import importers

importers.add(Comments())
