-- Format 2: a plan knows which problem it is the best answer to, and decisions on answers are remembered.

-- The digest of the assignment problem: people, rules and criteria as they were.
ALTER TABLE proof ADD COLUMN problem TEXT NOT NULL DEFAULT '';

-- The level that the answer gave, 1 to 3.
ALTER TABLE unknown_value ADD COLUMN level INTEGER NOT NULL DEFAULT 3;

-- What the coordinator took an answer for, that no list had; nothing when it is ignored.
CREATE TABLE decided_answer (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    field TEXT NOT NULL,
    text TEXT NOT NULL,
    listed_id INTEGER
) STRICT;
