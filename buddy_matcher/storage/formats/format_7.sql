-- Format 7: letters in the coordinator's own words; what people answer while a round lives, what they wish
-- others knew, and what a scheme learns.

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

-- By this code a form says whose part in a round its answer is about.
ALTER TABLE participation ADD COLUMN code TEXT NOT NULL DEFAULT '';
UPDATE participation SET code = hex(randomblob(4));

-- One answer to a question of a form on one occasion.
CREATE TABLE answer (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    participation_id INTEGER NOT NULL REFERENCES participation (id),
    occasion TEXT NOT NULL,
    question TEXT NOT NULL,
    "on" TEXT NOT NULL,
    number INTEGER,
    text TEXT NOT NULL,
    strength_id INTEGER REFERENCES strength (id)
) STRICT;
CREATE INDEX answer_participation ON answer (participation_id);
CREATE INDEX answer_strength ON answer (strength_id);

-- What somebody wishes the other sector knew, each statement with its own consents; the one that there was
-- becomes the first of them.
CREATE TABLE if_only (
    participation_id INTEGER NOT NULL REFERENCES participation (id),
    position INTEGER NOT NULL,
    about TEXT NOT NULL,
    text TEXT NOT NULL,
    permission TEXT NOT NULL,
    may_quote INTEGER NOT NULL CHECK (may_quote IN (0, 1)),
    PRIMARY KEY (participation_id, position)
) STRICT, WITHOUT ROWID;
INSERT INTO if_only (participation_id, position, about, text, permission, may_quote)
    SELECT id, 0, 'work', if_only_they_knew, iif(share_themes, 'buddy', 'not-shared'), 0
    FROM participation WHERE if_only_they_knew <> '';
ALTER TABLE participation DROP COLUMN if_only_they_knew;

-- Something learnt in a round, told by a person or noted by the coordinator.
CREATE TABLE learning (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    round_id INTEGER NOT NULL REFERENCES round (id),
    participation_id INTEGER REFERENCES participation (id),
    "on" TEXT NOT NULL,
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    may_quote INTEGER NOT NULL CHECK (may_quote IN (0, 1))
) STRICT;
CREATE INDEX learning_round ON learning (round_id);
CREATE INDEX learning_participation ON learning (participation_id);
