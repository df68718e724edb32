"""The benchmark of the window runs: one quick pass over the example."""

import pytest

from benchmarks.window import main


@pytest.mark.slow
def test_every_measure_of_the_window_is_taken(capsys: pytest.CaptureFixture[str]):
    main(["--quick"])
    rows = capsys.readouterr().out
    for measured in ("pairings, undo", "plan: undo Agree the whole plan", "letters, first"):
        assert f"57 people, planned: {measured}" in rows
    assert "57 people, running: " in rows
    assert "start on the example" in rows
