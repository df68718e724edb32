"""What a Word file of ours says of itself: its title, that we made it, and its language."""

from docx.document import Document

from buddy_matcher.documents.files import MARK
from buddy_matcher.domain.text import in_short

_LONGEST = 255
"""Characters that a property of a Word file may have."""


def set_properties(document: Document, title: str) -> None:
    """Set a document's properties; a title that is too long for them is cut short."""
    properties = document.core_properties
    properties.title = in_short(title, _LONGEST)
    properties.author = properties.last_modified_by = MARK
    properties.language = "en-GB"
