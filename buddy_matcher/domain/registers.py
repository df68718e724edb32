"""Numbers that public registers give organisations: kept as text, put into their usual form, never refused.

Many faith and community groups have none, and registers change; so what looks odd is pointed out at most.
"""

import re
from dataclasses import dataclass
from enum import StrEnum


class Register(StrEnum):
    """A public register that gives organisations numbers."""

    ODS = "ods"
    CHARITY_ENGLAND_AND_WALES = "charity_ew"
    CHARITY_SCOTLAND = "charity_scotland"
    CHARITY_NORTHERN_IRELAND = "charity_ni"
    COMPANIES_HOUSE = "companies_house"

    @property
    def label(self) -> str:
        """The register as the screen names it."""
        return {
            Register.ODS: "NHS organisation code (ODS)",
            Register.CHARITY_ENGLAND_AND_WALES: "Charity number, England and Wales",
            Register.CHARITY_SCOTLAND: "Charity number, Scotland",
            Register.CHARITY_NORTHERN_IRELAND: "Charity number, Northern Ireland",
            Register.COMPANIES_HOUSE: "Company number",
        }[self]


@dataclass(frozen=True, kw_only=True, slots=True, order=True)
class Identifier:
    """An organisation's number in a register, as text."""

    register: Register
    number: str

    @property
    def looks_right(self) -> bool:
        """Whether the number has the form that its register gives."""
        return bool(_USUAL[self.register][0].fullmatch(self.number))

    @property
    def usual_form(self) -> str:
        """What numbers of its register look like, in a sentence."""
        return _USUAL[self.register][1]


def identifier(register: Register, typed: str) -> Identifier:
    """Return a number as its register writes it: without spaces, in capitals, a company's with its zeros."""
    number = re.sub(r"[\s.-]", "", typed).upper()
    match register:
        case Register.COMPANIES_HOUSE if re.fullmatch(r"\d{1,7}", number):
            number = number.zfill(8)
        case Register.COMPANIES_HOUSE if found := re.fullmatch(r"([A-Z]{2})(\d{1,5})", number):
            number = found[1] + found[2].zfill(6)
        case Register.CHARITY_SCOTLAND if found := re.fullmatch(r"(?:SCO|SC0|SC)?(\d{5})", number):
            number = f"SC0{found[1]}"  # the letter O is often typed for the zero
        case Register.CHARITY_NORTHERN_IRELAND if found := re.fullmatch(r"(?:NIC)?(\d{6})", number):
            number = f"NIC{found[1]}"
        case _:
            pass
    return Identifier(register=register, number=number)


_USUAL = {
    Register.ODS: (
        re.compile(r"[A-Z]\d[A-Z]\d[A-Z]|[A-Z0-9]{2,8}"),
        "An ODS code has up to 8 letters and digits, such as G7H8J or QWO.",
    ),
    Register.CHARITY_ENGLAND_AND_WALES: (
        re.compile(r"\d{6,7}"),
        "A charity number in England and Wales has 6 or 7 digits.",
    ),
    Register.CHARITY_SCOTLAND: (
        re.compile(r"SC0\d{5}"),
        "A Scottish charity number is SC0 and 5 digits, such as SC012345.",
    ),
    Register.CHARITY_NORTHERN_IRELAND: (
        re.compile(r"NIC\d{6}"),
        "A charity number in Northern Ireland is NIC and 6 digits, such as NIC100123.",
    ),
    Register.COMPANIES_HOUSE: (
        re.compile(r"\d{8}|[A-Z]{2}\d{6}"),
        "A company number has 8 characters, such as 01234567 or SC123456.",
    ),
}
"""For each register how its numbers are written, and how to say that."""
