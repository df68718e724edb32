"""Letters outside the application: Word files of every kind and the mail merge, in LibreOffice itself.

`make soak` installs it; where it is missing these tests fail.
"""

import csv
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape, quoteattr

import pytest

from buddy_matcher.documents.word_letters import write_word
from buddy_matcher.domain.letter_examples import example_facts
from buddy_matcher.domain.letter_kinds import LetterKind
from buddy_matcher.domain.letter_wording import compose_letter
from buddy_matcher.domain.letters import LetterText, PassageKind
from buddy_matcher.domain.phrases import date_in_words
from buddy_matcher.domain.rounds import Coordinator, Scheme
from buddy_matcher.domain.text import SET_APART
from buddy_matcher.services.schemes import Services
from tests.domain.test_letter_wording import WITH_BEN, facts
from tests.domain.test_to_translate import in_languages
from tests.helpers.people import Ids

SCHEME = Scheme(
    name="West Moor buddies & friends",
    coordinator=Coordinator(name="Nia Hughes", phone="07700 900123", email="nia@example.org"),
)
DAY = date(2026, 11, 21)
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
PATIENCE_SECONDS = 300
MERGE = Path(__file__).parents[1] / "helpers" / "merge_in_office.py"
"""Not imported: it is for the Python that LibreOffice can be asked with."""

pytestmark = pytest.mark.slow


def letters_of_every_kind() -> dict[str, LetterText]:
    """Return a letter to each invented reader, by a name for its file."""
    return {
        f"{kind.value}-{number}": compose_letter(facts)
        for kind in LetterKind
        for number, (_, facts) in enumerate(example_facts(kind, SCHEME, DAY))
    }


def opened(office: str, folder: Path) -> dict[str, ET.Element]:
    """Return what LibreOffice makes of the Word files in a folder, by their names."""
    profile = (folder / "profile").as_uri()
    run = [office, "--headless", f"-env:UserInstallation={profile}", "--convert-to", "fodt", "--outdir"]
    subprocess.run(
        [*run, str(folder), *map(str, sorted(folder.glob("*.docx")))], check=True, timeout=PATIENCE_SECONDS
    )
    return {path.stem: ET.parse(path).getroot() for path in folder.glob("*.fodt")}  # noqa: S314 - ours


def words(element: ET.Element) -> str:
    """Return the text of an element as it reads."""
    spaces = element.iter(f"{TEXT}s")
    for space in spaces:
        space.text = " "
    return " ".join("".join(element.itertext()).split())


def as_read(text: str) -> str:
    return " ".join(text.translate(dict.fromkeys(map(ord, SET_APART))).split())


def test_word_files_of_every_kind_open_with_real_headings_and_lists(office: str, tmp_path: Path):
    letters = letters_of_every_kind()
    for name, letter in letters.items():
        (tmp_path / f"{name}.docx").write_bytes(write_word([letter]))
    shown = opened(office, tmp_path)
    assert shown.keys() == letters.keys()
    for name, letter in letters.items():
        headings = [(h.get(f"{TEXT}outline-level"), words(h)) for h in shown[name].iter(f"{TEXT}h")]
        inside = [as_read(p.text) for p in letter.passages if p.kind is PassageKind.HEADING]
        assert headings == [("1", letter.title), *(("2", text) for text in inside)]
        items = [words(item) for item in shown[name].iter(f"{TEXT}list-item")]
        assert items == [as_read(p.text) for p in letter.passages if p.kind is PassageKind.BULLET]
        paragraphs = [words(p) for p in shown[name].iter(f"{TEXT}p")]
        for stated in (letter.letterhead, *letter.sender, *letter.address, letter.greeting, *letter.closing):
            assert as_read(stated) in paragraphs
        assert as_read(date_in_words(letter.dated)) in paragraphs


def test_letters_in_one_word_file_start_on_sheets_of_their_own(office: str, tmp_path: Path):
    letters = list(letters_of_every_kind().values())
    drafts = [replace(letter, is_draft=True) for letter in letters]
    (tmp_path / "all.docx").write_bytes(write_word([*letters, *drafts]))
    all_of_them = opened(office, tmp_path)["all"]
    titles = [words(h) for h in all_of_them.iter(f"{TEXT}h") if h.get(f"{TEXT}outline-level") == "1"]
    assert titles == [letter.title for letter in (*letters, *drafts)]


def test_a_letter_in_two_languages_keeps_the_direction_and_language_of_each(office: str, tmp_path: Path):
    letter = in_languages(facts(WITH_BEN), "ar", "en")
    (tmp_path / "arabic.docx").write_bytes(write_word([letter]))
    shown = opened(office, tmp_path)["arabic"]
    styles = {each.get(f"{STYLE}name", ""): each for each in shown.iter(f"{STYLE}style")}
    arabic, english = (h for h in shown.iter(f"{TEXT}h") if h.get(f"{TEXT}outline-level") == "1")
    assert (words(arabic), words(english)) == (letter.title, "Meet your buddy")
    assert properties(styles, arabic, "paragraph").get(f"{STYLE}writing-mode") == "rl-tb"
    assert properties(styles, english, "paragraph").get(f"{STYLE}writing-mode") != "rl-tb"
    [span] = arabic.iter(f"{TEXT}span")
    assert properties(styles, span, "text").get(f"{STYLE}language-complex") == "ar"


def properties(styles: dict[str, ET.Element], element: ET.Element, what: str) -> dict[str, str]:
    """Return what the style of an element says of paragraphs or text."""
    found = styles[element.get(f"{TEXT}style-name", "")].find(f"{STYLE}{what}-properties")
    return {} if found is None else found.attrib


@pytest.fixture
def python_of_office(office: str) -> str:
    """Return a Python that LibreOffice can be asked with; fail where there is none."""
    beside = Path(office).resolve().parent / "python"
    for python in (str(beside), "/usr/bin/python3"):
        if Path(python).exists() and not subprocess.run([python, "-c", "import uno"], check=False).returncode:
            return python
    pytest.fail("LibreOffice can’t be asked from Python: make soak installs python3-uno")


def letter_with(columns: list[str]) -> str:
    """Return a document for LibreOffice with a paragraph for each column of a mail merge, between bars."""
    place = 'text:table-name="letters" text:table-type="table" text:database-name="scheme"'
    fields = "".join(
        f"<text:p>{escape(column)} |<text:database-display {place} text:column-name={quoteattr(column)}/>|"
        "</text:p>"
        for column in columns
    )
    names = "urn:oasis:names:tc:opendocument:xmlns"
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document xmlns:office="{names}:office:1.0" '
        f'xmlns:text="{names}:text:1.0" office:version="1.3" '
        'office:mimetype="application/vnd.oasis.opendocument.text">'
        f"<office:body><office:text>{fields}</office:text></office:body></office:document>"
    )


def test_the_mail_merge_table_merges(
    office: str, python_of_office: str, services: Services, ids: Ids, tmp_path: Path
):
    for who, name in ((ids["Ben"], "محمد"), (ids["Dewi"], "Siân “Tŷ”, née Ŵyn")):
        form = services.people.form_of(who)
        named = replace(form.participant, known_as=name, job_title='Says "hello", often; & more')
        services.people.save(replace(form, participant=named))
    services.plan.suggest(agree=True)
    table, letter, out = tmp_path / "letters.csv", tmp_path / "letter.fodt", tmp_path / "out"
    services.mail_merge.save(table)
    with table.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    letter.write_text(letter_with(list(rows[0])), encoding="utf-8")
    out.mkdir()
    merged = [python_of_office, str(MERGE), office, str(table), str(letter), str(out)]
    subprocess.run(merged, check=True, timeout=PATIENCE_SECONDS)
    root = ET.parse(out / "merged0.fodt").getroot()  # noqa: S314 - ours
    paragraphs = [words(p) for p in root.iter(f"{TEXT}p")]
    assert paragraphs == [
        " ".join(f"{column} |{cell}|".split()) for row in rows for column, cell in row.items()
    ]
