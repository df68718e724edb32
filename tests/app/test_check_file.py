"""`check`, as someone types it."""

from pathlib import Path

import pytest

from buddy_matcher.app import main
from tests.app.typed import answer


def test_check_is_content_with_a_sound_scheme(filled: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["check", str(filled), "--json"]) == 0
    assert answer(capsys) == {"ok": True, "findings": []}
    filled.write_bytes(filled.read_bytes()[:5000])
    assert main(["check", str(filled), "--json"]) == 1
    found = answer(capsys)
    assert not found["ok"]
    assert "damaged" in found["findings"][0]["message"]
