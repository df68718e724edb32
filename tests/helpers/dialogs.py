"""Answers dialogs for tests, in place of the coordinator."""

from typing import Any

import pytest


def answer(monkeypatch: pytest.MonkeyPatch, dialog: type, with_: object) -> list[tuple[Any, ...]]:
    """Let `dialog.ask` give an answer without opening; the returned list fills with what was asked."""
    asked: list[tuple[Any, ...]] = []

    def ask(_parent: object, *question: Any, **_buttons: Any) -> object:
        asked.append(question)
        return with_

    monkeypatch.setattr(dialog, "ask", ask)
    return asked
