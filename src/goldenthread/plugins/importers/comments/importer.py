"""A file of comments, from its columns to a reading."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from goldenthread.domain.importing import Reading
from goldenthread.domain.written_dates import habit_of
from goldenthread.foundation.files.tables import open_table
from goldenthread.plugins.importers.comments import columns as naming
from goldenthread.plugins.importers.comments.sheet import Sheet
from goldenthread.plugins.importers.comments.walk import Walk
from goldenthread.ports.importers import Field


class Comments:
    """Reads what people said, with the day they said it."""

    key = "comments"
    label = "Comments (CSV, XLSX or ODS)"
    fields: tuple[Field, ...] = naming.FIELDS

    def header(self, path: Path) -> tuple[str, ...]:
        """Return the columns of the file, or raise `Refused`."""
        return Sheet(open_table(path)).header

    def recognises(self, header: Sequence[str]) -> Mapping[str, str]:
        """Return {field: column} by the header's words alone."""
        return naming.recognise(header)

    def read(
        self,
        path: Path,
        *,
        columns: Mapping[str, str] | None = None,
        file_name: str | None = None,
        today: date | None = None,
    ) -> Reading:
        """Return the comments of the file; `columns` wins over what the header and the cells say.

        Each row holds said_on (date), text, group, score, ref (texts, empty when there is none).
        Raises `Refused` with one sentence when the file is no table, is empty, or would harm.
        """
        sheet = Sheet(open_table(path))
        found = naming.recognise(sheet.header, sheet.sample)
        mapping = naming.chosen(sheet.header, columns or {}, found)
        habit = habit_of(sheet.column(mapping["said_on"]))
        return Reading(
            header=sheet.header,
            columns=mapping,
            source=lambda tally: Walk(sheet, mapping, habit, today).items(tally),
            opening_notes=sheet.notes,
        )
