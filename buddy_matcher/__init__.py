"""Buddy Matcher: pairs people of health and voluntary organisations who have complementary strengths.

The main story, one file a step: `services.import_people` -> `services.plan_round` ->
`services.adjust_pairings` -> `services.issue_letters`. `tests/end2end/test_main_story.py` tells it again.

The layers, from the top; each sees only those below it, and siblings do not know each other:

    app          composition root and command line, a module for each command
    ui           the window; the only layer with Qt
    services     use cases, one transaction each; what the application does
    storage      one SQLite file a scheme, with a journal; takes and returns domain objects
    matching     the assignment problem: ids, integers, numpy and PuLP; no people's names
    documents    files in and out: form exports, workbooks, letters, papers
    domain       frozen dataclasses and pure functions; the standard library only
    paths        where bundled files lie and where the application keeps its own
"""

__version__ = "0.1.0"
