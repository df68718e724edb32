"""`letters`, as someone types it."""

import json
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import docx
import pytest
from pypdf import PdfReader

from buddy_matcher.app import main
from buddy_matcher.domain.languages import Language
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.people import Delivery, LetterPreferences
from tests.app.typed import answer
from tests.helpers.people import add_four, add_person, new_scheme


def test_letters_are_written_and_counted(drafted: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    capsys.readouterr()
    assert main(["letters", str(drafted), "--pdf", str(tmp_path / "letters.pdf"), "--json"]) == 0
    batch = answer(capsys)
    assert batch["draft"] is True
    assert batch["needs_arranging"] > 0
    assert batch["unprintable"] == []
    assert len(PdfReader(tmp_path / "letters.pdf").pages) >= batch["letters"]


def test_who_needs_another_format_is_named_with_the_format(
    drafted: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    capsys.readouterr()
    assert main(["letters", str(drafted), "--pdf", str(tmp_path / "letters.pdf"), "--json"]) == 0
    batch = answer(capsys)
    assert len(batch["to_arrange"]) == batch["needs_arranging"]
    main(["letters", str(drafted), "--pdf", str(tmp_path / "letters.pdf")])
    said = capsys.readouterr().out.splitlines()
    heading = next(number for number, line in enumerate(said) if "you have to arrange" in line)
    named = [line for line in said[heading + 1 :] if line.startswith("- ")]
    assert named == [
        f"- {person['name']}, {person['organisation']}: {person['format']}" for person in batch["to_arrange"]
    ]


def test_characters_that_no_font_has_are_told_on_the_error_stream(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    with closing(new_scheme(tmp_path)) as services:
        add_person(services, "Asha Rao", Sector.HEALTH, organisation="West Trust", shares="Policy")
        add_person(services, "Tashi བོད་", Sector.VCSE, organisation="Hill House", shares="Bid")
        services.plan.suggest(agree=True)
    letters = ["letters", str(tmp_path / "scheme.buddy"), "--pdf", str(tmp_path / "letters.pdf"), "--json"]
    assert main(letters) == 0
    printed = capsys.readouterr()
    assert json.loads(printed.out)["unprintable"] == [
        {"name": "Asha Rao", "organisation": "West Trust", "characters": ["བོད་"]},
        {"name": "Tashi བོད་", "organisation": "Hill House", "characters": ["བོད་"]},
    ]
    assert "Asha Rao’s letter can’t print “བོད་”." in printed.err
    assert "Spell them in other letters, or write them by hand" in printed.err


def test_without_a_plan_nobody_is_told_that_they_wait(
    filled: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    waiting = tmp_path / "waiting.pdf"
    assert main(["letters", str(filled), "--pdf", str(waiting), "--waiting-list"]) == 1
    assert "Suggest pairings first" in capsys.readouterr().err
    assert not waiting.exists()


def test_every_letter_of_the_plan_is_written_and_those_of_the_waiting_list_alone_if_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    with closing(new_scheme(tmp_path)) as services:
        add_four(services)
        add_person(services, "Eve Stone", Sector.VCSE, shares="Bid")
        services.plan.suggest(agree=True)
    letters = ["letters", str(tmp_path / "scheme.buddy"), "--pdf", str(tmp_path / "letters.pdf")]
    assert main(letters) == 0
    assert f"4 introductions and 1 waiting-list letter in {letters[-1]}." in capsys.readouterr().out
    assert main([*letters, "--json"]) == 0
    batch = answer(capsys)
    assert (batch["letters"], batch["introductions"], batch["waiting_list"]) == (5, 4, 1)
    assert main([*letters, "--waiting-list", "--json"]) == 0
    batch = answer(capsys)
    assert (batch["letters"], batch["introductions"], batch["waiting_list"]) == (1, 0, 1)
    assert main([*letters, "--waiting-list"]) == 0
    assert "1 waiting-list letter in" in capsys.readouterr().out


def test_a_language_that_letters_lack_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    with closing(new_scheme(tmp_path)) as services:
        asha = services.people.form_of(add_four(services)["Asha"])
        welsh = replace(asha.participant, letters=LetterPreferences(language=Language.WELSH))
        services.people.save(replace(asha, participant=welsh))
        services.plan.suggest(agree=True)
    letters = ["letters", str(tmp_path / "scheme.buddy"), "--pdf", str(tmp_path / "letters.pdf")]
    assert main(letters) == 0
    told = "Asha Rao asked for Cymraeg: not available, goes out in English ("
    assert told in capsys.readouterr().err
    assert main([*letters, "--json"]) == 0
    assert answer(capsys)["other_language"] == [
        {"name": "Asha Rao", "organisation": "Asha Rao’s group", "language": "Cymraeg"}
    ]


def test_letters_go_into_a_folder_one_by_one_or_as_unsent_emails(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    with closing(new_scheme(tmp_path)) as services:
        ids = add_four(services)
        for name, address in (("Asha", "asha@example.org"), ("Ben", "")):
            form = services.people.form_of(ids[name])
            by_email = LetterPreferences(delivery=Delivery.EMAIL)
            asked = replace(form.participant, letters=by_email, email=address)
            services.people.save(replace(form, participant=asked))
        services.plan.suggest(agree=True)
    letters = ["letters", str(tmp_path / "scheme.buddy")]
    folder = tmp_path / "a folder" / "that is missing"
    assert main([*letters, "--each", str(folder)]) == 0
    assert f"4 introductions in {folder}." in capsys.readouterr().out
    assert len(list(folder.glob("*.pdf"))) == 4
    assert main([*letters, "--each", str(folder)]) == 1
    assert "Nothing was written." in capsys.readouterr().err
    assert main([*letters, "--email", str(folder), "--json"]) == 0
    printed = capsys.readouterr()
    batch = json.loads(printed.out)
    assert (batch["letters"], batch["unaddressed"]) == (
        1,
        [{"name": "Ben Moss", "organisation": "Ben Moss’s group"}],
    )
    assert "Ben Moss asked for e-mail and has no usable address: left out." in printed.err
    assert [path.name[11:] for path in folder.glob("*.eml")] == ["Rao Asha.eml"]


def test_a_scheme_is_never_replaced_by_what_is_made_from_it(
    drafted: Path, capsys: pytest.CaptureFixture[str]
):
    disguised = drafted.with_suffix(".pdf")
    disguised.write_bytes(drafted.read_bytes())
    before = disguised.read_bytes()
    assert main(["letters", str(drafted), "--pdf", str(disguised)]) == 1
    assert main(["letters", str(drafted), "--pdf", str(drafted)]) == 1
    assert main(["export", str(drafted), str(drafted)]) == 1
    assert "is a scheme" in capsys.readouterr().err
    assert disguised.read_bytes() == before
    assert main(["check", str(drafted)]) == 0


def test_letters_replace_earlier_letters_and_nothing_else(
    drafted: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    letters, minutes = tmp_path / "letters.pdf", tmp_path / "minutes.pdf"
    minutes.write_bytes(b"%PDF-1.7 minutes of somebody else")
    assert main(["letters", str(drafted), "--pdf", str(letters)]) == 0
    assert "replaced" not in capsys.readouterr().out
    assert main(["letters", str(drafted), "--pdf", str(letters)]) == 0
    assert "The earlier file of that name was replaced." in capsys.readouterr().out
    assert main(["letters", str(drafted), "--pdf", str(minutes)]) == 1
    assert "It was not replaced." in capsys.readouterr().err
    assert minutes.read_bytes() == b"%PDF-1.7 minutes of somebody else"


def test_what_to_look_at_is_told_on_the_error_stream_and_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    with closing(new_scheme(tmp_path)) as services:
        asha = services.people.form_of(add_four(services)["Asha"])
        by_post = LetterPreferences(delivery=Delivery.POST)
        services.people.save(
            replace(asha, participant=replace(asha.participant, letters=by_post, known_as="ASHA"))
        )
        add_person(services, "Eve Stone", Sector.VCSE, shares="Bid", capacity=0)
        services.plan.suggest(agree=True)
    scheme = str(tmp_path / "scheme.buddy")
    letters = ["letters", scheme, "--pdf", str(tmp_path / "letters.pdf")]
    assert main([*letters, "--json"]) == 0
    printed = capsys.readouterr()
    batch = json.loads(printed.out)
    assert batch["coordinator"] is None
    assert batch["unaddressed"] == [{"name": "Asha Rao", "organisation": "Asha Rao’s group"}]
    assert batch["odd"] == [
        {"person": "Asha Rao", "what": "the greeting “Dear ASHA,”: it is all in capitals"}
    ]
    assert [(who["name"], who["why"]) for who in batch["without_letter"]] == [
        ("Eve Stone", "asked for no buddy")
    ]
    assert "the coordinator’s name, phone and e-mail are missing" in printed.err
    assert "Asha Rao asked for post, and the address can’t be delivered to: it is empty." in printed.err
    assert main(["scheme", scheme, "--coordinator", "Nia Hughes", "--phone", "07700 900123"]) == 0
    capsys.readouterr()
    assert main(letters) == 0
    printed = capsys.readouterr()
    assert "coordinator" not in printed.err
    assert "No letter: Eve Stone asked for no buddy." in printed.out


def test_letters_are_dated_for_posting_and_padded_unless_for_one_side(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    with closing(new_scheme(tmp_path)) as services:
        for person in add_four(services).values():
            form = services.people.form_of(person)
            large = replace(form.participant, letters=LetterPreferences(print_size=28))
            services.people.save(replace(form, participant=large))
        services.plan.suggest(agree=True)
    pdf = tmp_path / "letters.pdf"
    letters = ["letters", str(tmp_path / "scheme.buddy"), "--pdf", str(pdf), "--json", "--date", "2030-03-01"]
    for one_sided in (False, True):
        assert main([*letters, *(["--one-sided"] if one_sided else [])]) == 0
        batch = answer(capsys)
        pages = [page.extract_text() for page in PdfReader(pdf).pages]
        assert batch["pages"] == len(pages)
        assert batch["sheets"] == (len(pages) if one_sided else (len(pages) + 1) // 2)
        assert sum("1 March 2030" in text for text in pages) == 4
    with pytest.raises(SystemExit) as wrong:
        main([*letters[:-1], "tomorrow"])
    assert wrong.value.code == 2


def test_letters_go_into_word_and_texts_into_a_folder(
    agreed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    word, texts = tmp_path / "new" / "letters.docx", tmp_path / "texts"
    capsys.readouterr()
    assert main(["letters", str(agreed), "--word", str(word), "--json"]) == 0
    batch = answer(capsys)
    titles = [p.text for p in docx.Document(str(word)).paragraphs if p.style.name == "Heading 1"]
    assert len(titles) == batch["letters"] == batch["kinds"]["introduction"]
    assert main(["letters", str(agreed), "--word", str(word)]) == 0
    assert "The earlier file of that name was replaced." in capsys.readouterr().out
    assert main(["letters", str(agreed), "--text", str(texts), "--json"]) == 0
    batch = answer(capsys)
    said = [path.read_text("utf-8") for path in texts.glob("*.txt")]
    assert len(said) == batch["letters"] == len(batch["to_arrange"]) > 0
    assert all("Dear " in text and "Yours sincerely," in text for text in said)


def test_kinds_are_chosen_and_none_due_is_no_mistake(
    agreed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    capsys.readouterr()
    letters = ["letters", str(agreed), "--pdf", str(tmp_path / "letters.pdf"), "--json", "--kind"]
    assert main([*letters, "thanks, change"]) == 0
    assert answer(capsys)["letters"] == 0
    assert not (tmp_path / "letters.pdf").exists()
    assert main([*letters, "introduction,waiting"]) == 0
    batch = answer(capsys)
    assert batch["kinds"]["introduction"] == batch["letters"] > 0
    for unknown in ("love", "introduction,love", ","):
        with pytest.raises(SystemExit) as wrong:
            main([*letters, unknown])
        assert wrong.value.code == 2


def test_letters_that_replace_one_that_is_out_of_date_are_named_with_what_changed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    pdf = tmp_path / "letters.pdf"
    with closing(new_scheme(tmp_path)) as services:
        ids = add_four(services)
        services.plan.suggest(agree=True)
        services.letters.save_pdf(pdf)
        ben = services.people.form_of(ids["Ben"])
        services.people.save(replace(ben, participant=replace(ben.participant, job_title="Treasurer")))
    assert main(["letters", str(tmp_path / "scheme.buddy"), "--pdf", str(pdf), "--json"]) == 0
    assert {(late["person"], late["kind"], *late["changed"]) for late in answer(capsys)["out_of_date"]} == {
        ("Asha Rao", "introduction", "a buddy’s job or organisation"),
        ("Ben Moss", "introduction", "their own name or job"),
    }


def test_what_has_gone_is_due_no_more_and_a_reminder_comes_when_it_is_time(
    filled: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    def letters(*more: str) -> dict[str, Any]:
        capsys.readouterr()
        assert main(["letters", str(filled), "--pdf", str(tmp_path / "l.pdf"), *more, "--json"]) == 0
        return answer(capsys)

    main(["pair", str(filled), "--agree"])
    introduced = letters()["letters"]
    assert letters()["letters"] == introduced
    (tmp_path / "l.pdf").unlink()
    main(["sent", str(filled), "--all", "--how", "given"])
    assert letters()["letters"] == 0
    assert not (tmp_path / "l.pdf").exists()
    later = (date.today() + timedelta(days=29)).isoformat()  # noqa: DTZ011 - as the services count
    kinds = letters("--date", later)["kinds"]
    assert kinds["reminder"] == introduced
    assert sum(kinds.values()) == introduced
