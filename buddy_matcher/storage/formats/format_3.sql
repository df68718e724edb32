-- Format 3: a round remembers where people worked, a pairing who came and went, and a letter its facts.

-- Where somebody worked in the round, and on which side they stood; no organisation where it is not known.
ALTER TABLE participation ADD COLUMN sector TEXT NOT NULL DEFAULT '';
ALTER TABLE participation ADD COLUMN organisation_id INTEGER REFERENCES organisation (id);
UPDATE participation SET organisation_id =
    (SELECT organisation_id FROM participant WHERE participant.id = participation.participant_id);
UPDATE participation SET sector =
    (SELECT sector FROM organisation WHERE organisation.id = participation.organisation_id);
CREATE INDEX participation_organisation ON participation (organisation_id);

-- The same person, whose organisation need not be known.
CREATE TABLE participant_3 (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    given TEXT NOT NULL,
    family TEXT NOT NULL,
    known_as TEXT NOT NULL,
    organisation_id INTEGER REFERENCES organisation (id),
    job_title TEXT NOT NULL,
    level TEXT,
    email TEXT NOT NULL,
    phone TEXT NOT NULL,
    address TEXT NOT NULL,
    letters TEXT NOT NULL,
    notes TEXT NOT NULL,
    removed_at TEXT
) STRICT;
INSERT INTO participant_3 SELECT * FROM participant;
-- The id of somebody erased must never name somebody else.
DELETE FROM sqlite_sequence WHERE name = 'participant_3';
INSERT INTO sqlite_sequence (name, seq)
    SELECT 'participant_3', seq FROM sqlite_sequence WHERE name = 'participant';
DROP TABLE participant;
ALTER TABLE participant_3 RENAME TO participant;
CREATE INDEX participant_organisation ON participant (organisation_id);

-- A draft that would change an agreed pairing; it replaces it once it is agreed.
ALTER TABLE pairing ADD COLUMN replaces_id INTEGER REFERENCES pairing (id);
CREATE INDEX pairing_replaces ON pairing (replaces_id);

-- Who left stays listed, and may come back; so there are more positions than three.
CREATE TABLE pairing_member_3 (
    pairing_id INTEGER NOT NULL REFERENCES pairing (id),
    position INTEGER NOT NULL CHECK (position >= 0),
    participation_id INTEGER NOT NULL REFERENCES participation (id),
    joined_on TEXT,
    left_on TEXT,
    PRIMARY KEY (pairing_id, position)
) STRICT, WITHOUT ROWID;
INSERT INTO pairing_member_3 SELECT pairing_id, position, participation_id, NULL, NULL FROM pairing_member;
DROP TABLE pairing_member;
ALTER TABLE pairing_member_3 RENAME TO pairing_member;
CREATE INDEX pairing_member_participation ON pairing_member (participation_id);

-- What a letter was about, its own date, and a digest of each fact that it stated. The digest of the whole
-- text goes: it can't be compared with letters in other words, and so these letters have no facts.
ALTER TABLE letter ADD COLUMN occasion TEXT NOT NULL DEFAULT 'round';
ALTER TABLE letter ADD COLUMN dated TEXT NOT NULL DEFAULT '';
ALTER TABLE letter ADD COLUMN facts TEXT NOT NULL DEFAULT '[]';
UPDATE letter SET dated = substr(made_at, 1, 10);
ALTER TABLE letter DROP COLUMN digest;

-- What somebody answered that no field takes, for the coordinator to read.
CREATE TABLE kept_answer (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    participation_id INTEGER NOT NULL REFERENCES participation (id),
    heading TEXT NOT NULL,
    text TEXT NOT NULL,
    is_decided INTEGER NOT NULL CHECK (is_decided IN (0, 1))
) STRICT;
CREATE INDEX kept_answer_participation ON kept_answer (participation_id);
