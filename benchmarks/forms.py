"""Reading, checking and importing forms of several sizes: processor seconds and peak memory.

Run by `python -m benchmarks.forms`; each line in a process of its own, so that its memory is its own.
"""

import csv
import random
import resource
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path
from time import process_time

from openpyxl import Workbook

from buddy_matcher.documents.forms.choices import Vocabulary
from buddy_matcher.documents.forms.export import read_form_export
from buddy_matcher.documents.starter_lists import starter_strengths, starter_themes
from buddy_matcher.services.schemes import create_scheme

HEADINGS = (
    *("Timestamp", "Email Address", "Full name", "Organisation", "Which sector do you work in?", "Job title"),
    *(
        "Which strengths could you share?",
        "Which strengths would you like to gain?",
        "Communities and themes",
    ),
    *("How would you like to meet?", "When are you free?", "How far could you travel? (miles)", "Postcode"),
    *("Happy in a group of three", "If only they knew", "Anything else?"),
)


def one_answer(i, rng, names, themes):
    return (
        f"2026-09-{1 + i % 28:02} {i % 24:02}:00:00",
        f"p{i}@example.org",
        f"Given{i % 977} Family{i}",
        f"Organisation {i % 400}",
        rng.choice(["NHS", "charity"]),
        rng.choice(["Manager", "Nurse", "Trustee"]),
        ", ".join(rng.sample(names, 4)),
        ", ".join(rng.sample(names, 3)),
        ", ".join(rng.sample(themes, 2)),
        rng.choice(["Online", "In person; Online", "Phone"]),
        rng.choice(["Monday morning; Tuesday evening", "weekday evenings", "Fridays"]),
        str(rng.choice([5, 10, 20])),
        rng.choice(["HX1 1UJ", "LS1 4AB", "BD1 1AA"]),
        rng.choice(["Yes", "No"]),
        f"How much we do with little, number {i}",
        "",
    )


def write_form(path, people, seed=1):
    """Write a form of that many answers, as .xlsx or .csv, and return its path."""
    rng = random.Random(seed)
    names = [strength.name for strength in starter_strengths()]
    themes = [theme.name for theme in starter_themes()]
    rows = [HEADINGS, *(one_answer(i, rng, names, themes) for i in range(people))]
    if path.suffix == ".csv":
        with path.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows(rows)
        return path
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("Answers")
    for row in rows:
        sheet.append(row)
    workbook.save(path)
    return path


def reading(path):
    """Return processor seconds and peak megabytes of reading a form."""
    vocabulary = Vocabulary(
        tuple(replace(each, id=i) for i, each in enumerate(starter_strengths(), start=1)),
        tuple(replace(each, id=i) for i, each in enumerate(starter_themes(), start=1)),
    )
    start = process_time()
    read_form_export(path, vocabulary)
    return process_time() - start, peak()


def importing(path, folder, *, preview):
    """Return processor seconds and peak megabytes of checking or importing a form."""
    scheme = create_scheme(folder / "s.buddy", "Bench")
    start = process_time()
    (scheme.imports.preview if preview else scheme.imports.run)(path)
    spent = process_time() - start
    scheme.close()
    return spent, peak()


def peak():
    kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return kilobytes / 1024 / (1024 if sys.platform == "darwin" else 1)


def alone(work, *arguments, **options):
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(work, *arguments, **options).result()


def main(sizes=(1_000, 10_000, 20_000), imported=(1_000, 2_000)):
    for people in sizes:
        with tempfile.TemporaryDirectory() as folder:
            form = write_form(Path(folder) / "form.xlsx", people)
            show("read", people, alone(reading, form))
            show("read and check", people, alone(importing, form, Path(folder), preview=True))
    for people in imported:
        with tempfile.TemporaryDirectory() as folder:
            form = write_form(Path(folder) / "form.csv", people)
            show("import", people, alone(importing, form, Path(folder), preview=False))


def show(work, people, measured):
    seconds, megabytes = measured
    print(f"{work:16} {people:6,} answers  {seconds:6.2f} s processor time  {megabytes:5.0f} MB", flush=True)


if __name__ == "__main__":
    main(*[tuple(map(int, argument.split(","))) for argument in sys.argv[1:]])
