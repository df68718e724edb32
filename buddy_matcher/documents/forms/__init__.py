"""Form exports as answers: from the headings of a sheet to what each text says of a person.

`export` is the whole of it, read it first. `headings` and `question_headings` find the columns, `rows` the
kept texts, `answers` what they say; `cells`, `choices`, `agreements`, `free_times`, `meeting_ways` and
`moments` read one kind of text each. Nothing here knows a scheme but its lists, and nothing is stored.
"""
