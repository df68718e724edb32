"""The forms of a living round: a choice, check-in, half time, its end, coming back; three minutes each.

Every question is our own, without licence. Those of one form are worded unlike those of the others, so that
what comes back tells by itself which form it is of.
"""

from collections.abc import Iterable

from buddy_matcher.domain.answers import RING, Asked, Occasion
from buddy_matcher.domain.choices import ANY, MOST_OFFERED
from buddy_matcher.domain.made_forms import (
    YES_NO,
    AnswerType,
    FormKind,
    FormQuestion,
    MadeForm,
    option_text,
)
from buddy_matcher.domain.strengths import Strength

_TENTHS = tuple(range(10, -1, -1))


def life_form(occasion: Occasion, scheme: str, wished: Iterable[Strength]) -> MadeForm:
    """Return the form of an occasion; `wished` are the strengths that people of the round would like."""
    questions = {
        Occasion.CHECK_IN: _check_in,
        Occasion.MIDDLE: _middle,
        Occasion.END: lambda: _end(wished),
        Occasion.RETURN: _return,
        Occasion.CHOICE: _choice,
    }[occasion]
    return MadeForm(
        kind=FormKind(occasion.value),
        title=f"{scheme}: {occasion.label.lower()}",
        opening=_OPENINGS[occasion],
        questions=(*_who(), *questions()),
    )


_OPENINGS = {
    Occasion.CHECK_IN: "How are you and your buddy getting on? It takes a minute.",
    Occasion.MIDDLE: "Half of the round is over. How is it going? It takes a minute.",
    Occasion.END: "The round is over. What has come of it for you? It takes about 3 minutes.",
    Occasion.RETURN: "A new round begins. Would you like to take part again? It takes a minute.",
    Occasion.CHOICE: "We wrote to you about people who could be your buddy. Whom would you like?",
}
_PRIVATE = "Only the coordinator reads this."


def _words(asked: Asked, text: str, help_: str = "", lines: int = 3) -> FormQuestion:
    return FormQuestion(question=asked, text=text, help=help_, lines=lines)


def _best_first(asked: Asked, text: str, options: tuple[str, ...], help_: str = "") -> FormQuestion:
    """Return a question whose options are kept as numbers, from the best down to 0."""
    scale = tuple(reversed(range(len(options))))
    return FormQuestion(
        question=asked, text=text, help=help_, answers=AnswerType.CHOICE, options=options, scale=scale
    )


def _who() -> tuple[FormQuestion, ...]:
    return (
        _words(Asked.CODE, "Your code", "It came with this form. Leave it out if you have none.", 1),
        FormQuestion(question=Asked.EMAIL, text="Your e-mail address", is_required=True),
    )


def _check_in() -> tuple[FormQuestion, ...]:
    return (
        _best_first(Asked.MET, "Have you and your buddy met?", YES_NO, "In person, by video or by phone."),
        _best_first(Asked.FIT, "Is it a good fit?", ("Yes – a good fit", "Not sure", "Not a good fit")),
        _words(Asked.SAID, "Is there anything that we can help with?", _PRIVATE),
    )


def _middle() -> tuple[FormQuestion, ...]:
    return (
        _best_first(Asked.MET, "Half way: have you and your buddy met?", YES_NO),
        _how_well("Half way: how well is it going?"),
        _words(Asked.SURPRISED, "Half way: what surprised you in what you heard from each other?"),
        _words(Asked.SAID, "Half way: is there anything that we can help with?", _PRIVATE),
    )


def _how_well(text: str) -> FormQuestion:
    options = ("Very well", "Well", "So-so", "Not very well", "Not well at all")
    return FormQuestion(
        question=Asked.GOING_WELL,
        text=text,
        answers=AnswerType.CHOICE,
        options=options,
        scale=(5, 4, 3, 2, 1),
    )


def _end(wished: Iterable[Strength]) -> tuple[FormQuestion, ...]:
    tenths = tuple(map(str, _TENTHS))
    how = "From 10 (very confident) to 0 (not at all)."
    return (
        _how_well("Looking back: how well did it go?"),
        *(_wish(strength) for strength in wished),
        _best_first(
            Asked.CONFIDENCE_NOW, "How confident are you now in working with the other sector?", tenths, how
        ),
        _best_first(Asked.CONFIDENCE_THEN, "How confident were you before this round?", tenths, how),
        *(
            _best_first(
                asked, f"Whom could you ring to {what}?", ("Someone I know", "Someone I could find", "Nobody")
            )
            for asked, what in RING.items()
        ),
        _words(Asked.LEARNT, "What is one thing that you learnt?", "Please name no patients or clients."),
        _best_first(Asked.MAY_QUOTE, "May we quote what you learnt – without your name?", YES_NO),
        _best_first(Asked.ANOTHER_ROUND, "Would you like to take part in another round?", YES_NO),
        _words(Asked.SAID, "Looking back: is there anything else that we should know?", _PRIVATE),
    )


def _wish(strength: Strength) -> FormQuestion:
    return FormQuestion(
        question=Asked.WISH_MET,
        text=f"If you wished for it: how much did you gain of “{option_text(strength.name)}”?",
        answers=AnswerType.CHOICE,
        options=("All that I wished for", "Most of it", "A little", "Nothing"),
        scale=(3, 2, 1, 0),
        strength_id=strength.id,
    )


def _return() -> tuple[FormQuestion, ...]:
    return (
        _best_first(Asked.ANOTHER_ROUND, "Do you want to take part in the new round?", YES_NO),
        _best_first(Asked.SAME_ANSWERS, "Are all of your answers the same as last time?", YES_NO),
        _words(Asked.SAID, "If they are not: what has changed?", _PRIVATE),
        _best_first(Asked.SAME_BUDDY, "Would you like the same buddy again?", YES_NO),
    )


def _choice() -> tuple[FormQuestion, ...]:
    numbers = tuple(range(1, MOST_OFFERED + 1))
    return (
        FormQuestion(
            question=Asked.CHOSEN,
            text="Which of the people in our letter would you like as your buddy?",
            help="Each of them has a number in the letter.",
            answers=AnswerType.CHOICE,
            options=(*map(str, numbers), "I don’t mind"),
            scale=(*numbers, ANY),
        ),
        _words(Asked.SAID, "About your choice: is there anything that we should know?", _PRIVATE),
    )
