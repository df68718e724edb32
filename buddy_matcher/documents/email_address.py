"""Whether a text can be an e-mail address: one rule for forms, for people typing, and for sending."""


def email_address(text: str) -> str:
    """Return an address as it is kept, in lower case, or "" for what is none; no network is asked."""
    from email_validator import EmailNotValidError, validate_email

    try:
        return validate_email(text, check_deliverability=False).normalized.lower()
    except EmailNotValidError:
        return ""


def is_email_address(text: str) -> bool:
    """Return whether a text is an e-mail address."""
    return bool(email_address(text))
