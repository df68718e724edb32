"""What the tests of the commands have in common: how a command's JSON is read, and where things lie."""

import json
from pathlib import Path

import pytest

from tests.helpers.sheets import SAMPLES

FORM_EXPORT = SAMPLES / "microsoft-forms.xlsx"
MAIN = Path(__file__).parents[2] / "main.py"


def answer(capsys: pytest.CaptureFixture[str]) -> dict:
    """Return the JSON object that a command printed."""
    return json.loads(capsys.readouterr().out)
