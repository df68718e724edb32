"""The prompts of a conversation card, from light to deep, to be answered by each in turn.

They are our own words, and a scheme may put its own in their place.
"""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Prompts:
    """The prompts of each of the three sets; statements of the pair take the place of the second set's."""

    opening: tuple[str, ...] = (
        "What was the best part of your last week at work?",
        "What do people most often get wrong about your job?",
        "Who or what first brought you into this work?",
        "What would you show a visitor first where you work?",
    )
    if_only: tuple[str, ...] = (
        "Finish the sentence: “If only they knew…”, about your work.",
        "Finish it again, about the people you work for.",
        "What surprised you in what you have just heard?",
        "What would change if more people knew it?",
    )
    deeper: tuple[str, ...] = (
        "When did you last need help, and was it easy to ask for?",
        "What is hard in your work that nobody sees?",
        "What would you try if you could not fail?",
        "What is one thing we could do for each other before we meet again?",
    )


OUR_PROMPTS = Prompts()

MINUTES_A_SET = 15
