-- Format 4: a round has dates, and what happens after the letters is kept as entries.

-- What the coordinator chose of a round's dates, and when pairs are flagged, as JSON.
ALTER TABLE round ADD COLUMN dates TEXT NOT NULL DEFAULT '{}';
ALTER TABLE round ADD COLUMN flags TEXT NOT NULL DEFAULT '{}';
UPDATE round SET dates = CASE
    WHEN starts_on IS NULL THEN json_object('first_contact_days', first_contact_within_days)
    ELSE json_object(
        'chosen', json_array(json_object('milestone', 'letters-on', 'on', starts_on)),
        'first_contact_days', first_contact_within_days
    )
END;

-- One contact, meeting, call, failed try or note, about exactly one of three things.
CREATE TABLE entry (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    pairing_id INTEGER REFERENCES pairing (id),
    participation_id INTEGER REFERENCES participation (id),
    organisation_id INTEGER REFERENCES organisation (id),
    "on" TEXT NOT NULL,
    kind TEXT NOT NULL,
    told_by INTEGER REFERENCES participation (id),
    minutes INTEGER CHECK (minutes >= 0),
    way TEXT,
    place TEXT NOT NULL,
    said TEXT NOT NULL,
    follow_up_on TEXT,
    source TEXT NOT NULL,
    CHECK ((pairing_id IS NULL) + (participation_id IS NULL) + (organisation_id IS NULL) = 2)
) STRICT;
CREATE INDEX entry_pairing ON entry (pairing_id);
CREATE INDEX entry_participation ON entry (participation_id);
CREATE INDEX entry_organisation ON entry (organisation_id);
CREATE INDEX entry_told_by ON entry (told_by);

-- One member's own part in an entry.
CREATE TABLE entry_share (
    entry_id INTEGER NOT NULL REFERENCES entry (id),
    participation_id INTEGER NOT NULL REFERENCES participation (id),
    fit TEXT,
    funded_minutes INTEGER CHECK (funded_minutes >= 0),
    miles INTEGER CHECK (miles >= 0),
    PRIMARY KEY (entry_id, participation_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX entry_share_participation ON entry_share (participation_id);

-- What was noted of a pairing so far becomes what the coordinator knows of it: that they met, and how it fits.
INSERT INTO entry (pairing_id, "on", kind, place, said, source)
    SELECT id, first_met_on, 'meeting', '', '', 'typed' FROM pairing WHERE first_met_on IS NOT NULL;
INSERT INTO entry (pairing_id, "on", kind, place, said, source)
    SELECT pairing.id, coalesce(
        first_met_on, ended_on,
        (SELECT max(dated) FROM letter JOIN pairing_member USING (participation_id) WHERE pairing_id = pairing.id),
        starts_on, date('now')
    ), 'call', '', '', 'typed'
    FROM pairing JOIN round ON round.id = round_id WHERE is_good_fit IS NOT NULL;
INSERT INTO entry_share (entry_id, participation_id, fit)
    SELECT entry.id, pairing_member.participation_id, iif(is_good_fit, 'good', 'not-good')
    FROM entry JOIN pairing ON pairing.id = entry.pairing_id JOIN pairing_member USING (pairing_id)
    WHERE entry.kind = 'call';
ALTER TABLE pairing DROP COLUMN first_met_on;
ALTER TABLE pairing DROP COLUMN is_good_fit;
ALTER TABLE round DROP COLUMN starts_on;
ALTER TABLE round DROP COLUMN first_contact_within_days;

-- Why a pairing ended, as a code; the private note stays beside it. A pairing can be paused.
ALTER TABLE pairing ADD COLUMN ended_for TEXT;
ALTER TABLE pairing ADD COLUMN asked_by INTEGER REFERENCES participation (id);
ALTER TABLE pairing ADD COLUMN is_held INTEGER NOT NULL DEFAULT 0 CHECK (is_held IN (0, 1));
ALTER TABLE pairing ADD COLUMN held_until TEXT;
CREATE INDEX pairing_asked_by ON pairing (asked_by);

-- Somebody's part in a round can be paused; and some people are never written to again.
ALTER TABLE participation ADD COLUMN is_held INTEGER NOT NULL DEFAULT 0 CHECK (is_held IN (0, 1));
ALTER TABLE participation ADD COLUMN held_until TEXT;
ALTER TABLE participant ADD COLUMN stopped_on TEXT;
