"""Answers dialogs for tests, in place of the coordinator."""

import pytest


def answer(monkeypatch: pytest.MonkeyPatch, dialog: type, with_: object) -> list[tuple[object, ...]]:
    """Let `dialog.ask` give an answer without opening; the returned list fills with what was asked."""
    asked: list[tuple[object, ...]] = []

    def ask(_parent: object, *question: object, **_buttons: object) -> object:
        asked.append(question)
        return with_

    monkeypatch.setattr(dialog, "ask", ask)
    return asked
