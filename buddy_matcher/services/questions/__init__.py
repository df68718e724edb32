"""What else a coordinator asks of a round: a use case a question, each exact and with its proof.

check_plan       the plan against the best one: a sentence, aim by aim, part by part
mend_plan        some have left: who could step in, in three ways, and taking one
holding          which pairs hold however much each part of the points counts
prove_plan       a workbook that anybody can check, whose formulas say "proved"
offer_choices    whom people may choose without a loss to anybody, and honouring what they chose
hear_choices     offering them by letter, noting the answers, and taking the plan that honours most
keep_scenarios   plans that are set aside under a name, to compare with and to take up again
rotate_people    several rounds in which nobody meets the same person twice
compare_plans    the plan beside the best, the next best, and the one as good that differs most
picture_plan     what pictures show: all candidate pairs, strengths offered and wished, places
replay_round     a round as it would have come out under other criteria
"""
