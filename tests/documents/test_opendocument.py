"""OpenDocument sheets as tables, read in this process."""

from pathlib import Path

from buddy_matcher.documents.opendocument import tables_of
from tests.helpers.sheets import write_archive

OFFICE = "urn:oasis:names:tc:opendocument:xmlns"
CELL = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'


def content_of(path: Path, *rows: tuple[str, ...]) -> bytes:
    """Return a sheet of rows as LibreOffice writes it: without blank cells at their ends."""
    of_rows = "".join(f"<table:table-row>{''.join(map(CELL.format, row))}</table:table-row>" for row in rows)
    names = " ".join(f'xmlns:{name}="{OFFICE}:{name}:1.0"' for name in ("office", "table", "text"))
    body = f'<office:spreadsheet><table:table table:name="A">{of_rows}</table:table></office:spreadsheet>'
    xml = f"<office:document-content {names}><office:body>{body}</office:body></office:document-content>"
    members = {"content.xml": xml, "META-INF/manifest.xml": "<manifest/>"}
    return write_archive(path, members).read_bytes()


def test_blank_cells_at_the_end_of_a_row_are_cells(tmp_path: Path):
    rows = [("Name", "Sector", "Notes"), ("Ana", "NHS")]
    [table] = tables_of(content_of(tmp_path / "a.ods", *rows))
    assert [row.cells for row in table.rows] == [("Name", "Sector", "Notes"), ("Ana", "NHS", "")]
