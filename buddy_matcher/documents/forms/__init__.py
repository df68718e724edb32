"""Form exports as answers: from the headings of a sheet to what each text says of a person.

`export` is the whole of it, read it first. `headings` finds the headings and `columns` what each asks,
in the words of `question_headings` (`heading_text` and `negations` take a heading apart). `sheets` makes
plain lists of what people keep by hand, `rows` the kept texts, `picking` what is chosen from lists, and
`answers` what each text says, under the typed keys of `fields`. `cells`, `identities`, `sectors`, `scales`,
`choices`, `agreements`, `free_times`, `meeting_ways`, `access_words`, `moments` read one kind of text each.

What is not understood is not read but left to be decided. Nothing here knows a scheme but its lists and
decisions, and nothing is stored.
"""
