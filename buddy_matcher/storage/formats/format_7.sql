-- Format 7: letters in the coordinator's own words.

-- What a kind of letter says in a round in place of our words: a block in English, a sentence in another language.
CREATE TABLE sentence (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    round_id INTEGER NOT NULL REFERENCES round (id),
    kind TEXT NOT NULL,
    "key" TEXT NOT NULL,
    language TEXT NOT NULL,
    text TEXT NOT NULL,
    signed_by TEXT NOT NULL,
    signed_on TEXT,
    of_english TEXT NOT NULL
) STRICT;
CREATE INDEX sentence_round ON sentence (round_id);
