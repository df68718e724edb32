"""Whether a text can be an e-mail address: one rule for forms, for people typing, and for sending."""

import re
from functools import lru_cache
from typing import Final

_PLAIN: Final = re.compile(r"[a-z0-9]+(?:[._+-][a-z0-9]+)*")
"""The part before the @ of nearly every address; it needs no looking at beyond its length."""

_LONGEST_BEFORE, _LONGEST = 64, 254


def email_address(text: str) -> str:
    """Return an address as it is kept, in lower case, or "" for what is none; no network is asked."""
    before, _, domain = text.lower().partition("@")
    if len(before) <= _LONGEST_BEFORE and len(text) <= _LONGEST and _PLAIN.fullmatch(before):
        kept = _domain(domain)
        return f"{before}@{kept}" if kept else ""
    return _validated(text)


def is_email_address(text: str) -> bool:
    """Return whether a text is an e-mail address."""
    return bool(email_address(text))


@lru_cache(maxsize=4096)  # the addresses of a scheme have few domains, and checking one takes long
def _domain(domain: str) -> str:
    """Return what stands after the @ as it is kept, or "" for what no address can have there."""
    return _validated(f"a@{domain}").partition("@")[2]


def _validated(text: str) -> str:
    from email_validator import EmailNotValidError, validate_email

    try:
        return validate_email(text, check_deliverability=False).normalized.lower()
    except EmailNotValidError:
        return ""
