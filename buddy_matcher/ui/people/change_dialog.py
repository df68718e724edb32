"""Asks what is to become of several chosen people alike, consents with their source among it."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QDialogButtonBox, QFormLayout, QLineEdit, QWidget

from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.ids import ThemeId
from buddy_matcher.domain.participations import MOST_BUDDIES, Status
from buddy_matcher.domain.people import Delivery
from buddy_matcher.domain.strengths import Theme
from buddy_matcher.domain.text import counted
from buddy_matcher.services.change_people import Change, Consents
from buddy_matcher.ui.widgets.choice_box import ChoiceBox
from buddy_matcher.ui.widgets.complaint import Complaint
from buddy_matcher.ui.widgets.day_fields import day_field, day_in
from buddy_matcher.ui.widgets.framed_dialog import FramedDialog
from buddy_matcher.ui.widgets.labels import field_label, primary_button
from buddy_matcher.ui.widgets.theme import GAP

_AS_IT_IS = "As it is"
_WIDTH = 560
_YES_NO = ((None, _AS_IT_IS), (True, "Yes"), (False, "No"))


class ChangeDialog(FramedDialog):
    """What is left “as it is” stays so for each of them; nothing is stored here."""

    def __init__(
        self,
        parent: QWidget | None,
        number: int,
        themes: Sequence[Theme],
        today: date,
        asked: Change,
        refusal: UserError | None = None,
    ) -> None:
        super().__init__(
            parent,
            f"Change {counted(number, 'person', 'people')}",
            "What stays “As it is” is not touched. Consents are noted in each person’s story too.",
        )
        self.setMinimumWidth(_WIDTH)
        self.status = ChoiceBox[Status | None](
            [(None, _AS_IT_IS), *((status, status.label) for status in Status)]
        )
        self.delivery = ChoiceBox[Delivery | None](
            [(None, _AS_IT_IS), *((way, way.label) for way in Delivery)]
        )
        buddies = ((n, counted(n, "buddy", "buddies") if n else "None") for n in range(MOST_BUDDIES + 1))
        self.capacity = ChoiceBox[int | None]([(None, _AS_IT_IS), *buddies])
        self.trio = ChoiceBox[bool | None](_YES_NO)
        named = [(theme.id, theme.name) for theme in themes]
        self.add_theme = ChoiceBox[ThemeId | None]([(None, _AS_IT_IS), *named])
        self.remove_theme = ChoiceBox[ThemeId | None]([(None, _AS_IT_IS), *named])
        self.share_contact, self.share_themes = (ChoiceBox[bool | None](_YES_NO) for _ in range(2))
        self.notice, self.source, self.on = QLineEdit(), QLineEdit(), day_field(today, latest=today)
        self.source.setPlaceholderText("for example: on the paper form")
        self._fill(asked)
        self._lay_out(refusal)

    def _fill(self, asked: Change) -> None:
        self.status.choose(asked.status)
        self.delivery.choose(asked.delivery)
        self.capacity.choose(asked.capacity)
        self.trio.choose(asked.happy_in_trio)
        self.add_theme.choose(next(iter(asked.add_themes), None))
        self.remove_theme.choose(next(iter(asked.remove_themes), None))
        if asked.consents:
            self.share_contact.choose(asked.consents.share_contact)
            self.share_themes.choose(asked.consents.share_themes)
            self.notice.setText(asked.consents.privacy_version)
            self.source.setText(asked.consents.source)

    def _lay_out(self, refusal: UserError | None) -> None:
        form = QFormLayout()
        form.setSpacing(GAP)
        for text, field in (
            ("&Status", self.status),
            ("&Letters go", self.delivery),
            ("&Room for", self.capacity),
            ("Happy in a &three", self.trio),
            ("&Add a theme", self.add_theme),
            ("Take &off a theme", self.remove_theme),
            ("May share &contact details", self.share_contact),
            ("May share the&mes", self.share_themes),
            ("&Privacy notice given, version", self.notice),
            ("Consents were given &how", self.source),
            ("O&n", self.on),
        ):
            form.addRow(field_label(text, field), field)
        self.body.addLayout(form)
        self.body.addWidget(Complaint(refusal))
        self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self.buttons.addButton(primary_button("Change them"), QDialogButtonBox.ButtonRole.AcceptRole)

    @property
    def edited(self) -> Change:
        """What the form has."""
        return Change(
            status=self.status.chosen,
            delivery=self.delivery.chosen,
            capacity=self.capacity.chosen,
            happy_in_trio=self.trio.chosen,
            add_themes=_one(self.add_theme.chosen),
            remove_themes=_one(self.remove_theme.chosen),
            consents=Consents(
                share_contact=self.share_contact.chosen,
                share_themes=self.share_themes.chosen,
                privacy_version=self.notice.text(),
                on=day_in(self.on),
                source=self.source.text(),
            ),
        )

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        number: int,
        themes: Sequence[Theme],
        today: date,
        asked: Change,
        refusal: UserError | None = None,
    ) -> Change | None:
        """Return what is to be changed, or None when it was cancelled; `refusal` is why it wasn't kept."""
        dialog = cls(parent, number, themes, today, asked, refusal)
        return dialog.edited if dialog.exec() else None


def _one(theme_id: ThemeId | None) -> frozenset[ThemeId]:
    return frozenset() if theme_id is None else frozenset({theme_id})
