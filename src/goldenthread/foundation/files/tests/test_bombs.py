import gzip
import io
import random
import resource
import struct
import time
import zipfile

import pytest

from goldenthread.domain.importing import Refused
from goldenthread.foundation.files.tables import open_table
from goldenthread.foundation.files.tests import makers

CELL = '<row r="{r}"><c r="{c}{r}"><v>1</v></c></row>'


def refusal(folder, content, name="bomb.xlsx"):
    path = makers.csv_file(folder, content, name)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    with pytest.raises(Refused) as refused:
        list(open_table(path).rows())
    took = time.perf_counter() - start
    assert took < 1.0, f"took {took:.3f} s"
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 64 * 1024
    return str(refused.value)


def test_a_sheet_that_unpacks_to_a_gigabyte_is_refused_by_its_directory(tmp_path):
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as member:
            for _ in range(600):
                member.write(bytes(1024 * 1024))
    start = time.perf_counter()
    with pytest.raises(Refused, match="over 512 MB"):
        open_table(path)
    assert time.perf_counter() - start < 0.2


def test_a_steep_ratio_is_refused(tmp_path):
    bomb = makers.handmade_xlsx("<row/>", extra={"xl/big.xml": bytes(20 * 1024 * 1024)})
    assert "100 times its size" in refusal(tmp_path, bomb)


def test_ten_thousand_members_are_refused(tmp_path):
    bomb = makers.handmade_xlsx("<row/>", extra={f"xl/{n}.xml": b"" for n in range(10_001)})
    assert "over 10,000 files" in refusal(tmp_path, bomb)


@pytest.mark.parametrize("name", ["xl/again.zip", "xl/embeddings/sheet.xlsx", "a.7z", "deep/b.gz"])
def test_an_archive_inside_the_archive_is_refused(tmp_path, name):
    assert "another packed file inside" in refusal(
        tmp_path, makers.handmade_xlsx("<row/>", extra={name: b"PK"})
    )


@pytest.mark.parametrize("name", ["../outside.xml", "/etc/passwd", "xl/../../x.xml"])
def test_a_name_that_points_outside_is_refused(tmp_path, name):
    assert "points outside" in refusal(tmp_path, makers.handmade_xlsx("<row/>", extra={name: b"x"}))


def test_a_symbolic_link_is_refused(tmp_path):
    page = io.BytesIO(makers.handmade_xlsx("<row/>"))
    with zipfile.ZipFile(page, "a") as archive:
        link = zipfile.ZipInfo("xl/link.xml")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    assert "points outside" in refusal(tmp_path, page.getvalue())


def test_a_password_is_named_as_the_reason(tmp_path):
    content = bytearray(makers.handmade_xlsx("<row/>"))
    at = content.rfind(b"PK\x01\x02")
    content[at + 8] |= 1
    assert "has a password" in refusal(tmp_path, bytes(content))


def test_members_that_share_the_same_bytes_are_refused(tmp_path):
    content = bytearray(makers.handmade_xlsx("<row/>", extra={"xl/a.xml": b"a" * 50, "xl/b.xml": b"a" * 50}))
    last = content.rfind(b"PK\x01\x02")
    before = content.rfind(b"PK\x01\x02", 0, last)
    content[last + 42 : last + 46] = content[before + 42 : before + 46]
    assert "damaged" in refusal(tmp_path, bytes(content))


def test_forged_sizes_do_no_harm(tmp_path):
    content = bytearray(makers.handmade_xlsx(CELL.format(r=1, c="A") * 50_000))
    at = content.rfind(b"PK\x01\x02")
    content[at + 24 : at + 28] = struct.pack("<I", 10)
    path = makers.csv_file(tmp_path, bytes(content), "forged.xlsx")
    try:
        list(open_table(path).rows())
    except Refused as refused:
        assert "damaged" in str(refused)


def test_two_cells_at_far_corners_do_not_stop_the_process(tmp_path):
    rows = CELL.format(r=1, c="A") + CELL.format(r=1_048_576, c="XFD")
    assert "use up the memory" in refusal(tmp_path, makers.handmade_xlsx(rows))


def test_sixteen_thousand_columns_are_refused(tmp_path):
    rows = CELL.format(r=1, c="A") + CELL.format(r=2, c="XFD")
    assert "16,384 columns" in refusal(tmp_path, makers.handmade_xlsx(rows))


def test_entities_that_grow_are_never_expanded(tmp_path):
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 20}">' for n in range(1, 9))
    doctype = f'<!DOCTYPE worksheet [<!ENTITY e0 "{"a" * 50}">{entities}]>'
    rows = '<row r="1"><c r="A1" t="inlineStr"><is><t>&e8;</t></is></c></row>'
    assert "damaged" in refusal(tmp_path, makers.handmade_xlsx(rows, doctype))


def test_an_entity_that_names_a_file_on_disk_is_never_followed(tmp_path):
    doctype = '<!DOCTYPE worksheet [<!ENTITY e SYSTEM "/etc/passwd">]>'
    rows = '<row r="1"><c r="A1" t="inlineStr"><is><t>&e;</t></is></c></row>'
    assert "damaged" in refusal(tmp_path, makers.handmade_xlsx(rows, doctype))


@pytest.mark.parametrize("repeat", ["number-rows-repeated", "number-columns-repeated"])
def test_an_ods_cell_repeated_a_thousand_million_times_does_not_stop_the_process(tmp_path, repeat):
    where = "row" if "rows" in repeat else "cell"
    row = makers.ods_rows([["2026-03-01", "words"]])
    row = row.replace(f"<table:table-{where}", f'<table:table-{where} table:{repeat}="1000000000"')
    path = makers.csv_file(tmp_path, makers.ods_file(row), "bomb.ods")
    start = time.perf_counter()
    with pytest.raises(Refused):
        list(open_table(path).rows())
    assert time.perf_counter() - start < 20


def test_a_gzip_bomb_is_refused_while_it_unpacks(tmp_path):
    path = tmp_path / "bomb.csv.gz"
    with gzip.open(path, "wb", compresslevel=6) as file:
        for _ in range(60):
            file.write(b"2026-03-01,words\n" * 61_681)
    start = time.perf_counter()
    with pytest.raises(Refused, match="100 times its size"):
        open_table(path)
    assert time.perf_counter() - start < 0.5


def test_sixty_damaged_workbooks_give_rows_or_one_sentence(tmp_path):
    dice = random.Random(7)
    honest = makers.workbook(
        tmp_path, [["Date", "Comment"], *[["2026-03-01", f"words {n}"] for n in range(30)]]
    ).read_bytes()
    for case in range(60):
        harmed = bytearray(honest)
        if case % 2:
            del harmed[dice.randrange(len(harmed)) :]
        else:
            for _ in range(dice.randrange(1, 20)):
                harmed[dice.randrange(len(harmed))] ^= 1 << dice.randrange(8)
        path = makers.csv_file(tmp_path, bytes(harmed), "harmed.xlsx")
        try:
            list(open_table(path).rows())
        except Refused as refused:
            assert str(refused).endswith(".")
