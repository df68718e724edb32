"""A note as it stands in a card: what it says, and a way to change it."""

from collections.abc import Callable

from buddy_matcher.domain.entries import Entry
from buddy_matcher.domain.phrases import date_in_words
from buddy_matcher.ui.widgets.reading_label import LinesButton


def note_button(entry: Entry, wanted: Callable[[Entry], object]) -> LinesButton:
    """Return a note to read; pressed it is `wanted`, to be changed."""
    title = f"{date_in_words(entry.on)}: {entry.kind.label}"
    reminder = f"Reminder on {date_in_words(entry.follow_up_on)}" if entry.follow_up_on else ""
    told = "\n".join(filter(None, (entry.said, reminder)))
    button = LinesButton(title, told, f"{title}. Change this note")
    button.clicked.connect(lambda: wanted(entry))
    return button
