"""The commands that ask something of a round, a module each; only `free --take` changes anything."""

from buddy_matcher.app.questions.ask_holding import HOLDS
from buddy_matcher.app.questions.compare_plans import COMPARE
from buddy_matcher.app.questions.explain_waiting import EXPLAIN
from buddy_matcher.app.questions.keep_scenarios import SCENARIOS
from buddy_matcher.app.questions.mend_plan import FREE
from buddy_matcher.app.questions.offer_choices import CHOICES
from buddy_matcher.app.questions.rotate_people import ROTATE
from buddy_matcher.app.questions.try_round import TRY
from buddy_matcher.app.questions.write_proof import PROOF

QUESTIONS = (EXPLAIN, COMPARE, SCENARIOS, HOLDS, PROOF, FREE, CHOICES, ROTATE, TRY)
