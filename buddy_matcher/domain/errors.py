"""The two kinds of error that a coordinator is shown; anything else that is raised is a bug."""


class UserError(Exception):
    """Something the coordinator asked for can't be done as asked.

    `message` says what happened and what was kept, `advice` what to do; both are whole sentences.
    """

    def __init__(self, message: str, advice: str = "") -> None:
        super().__init__(f"{message} {advice}".strip())
        self.message = message
        self.advice = advice


class EnvironmentProblem(UserError):
    """The computer, not the coordinator, stands in the way: a full disk, a missing library."""
