-- Format 1: the first released format of a scheme file.
-- Never edit a released format; a change is a new file format_N.sql that starts from the one before.

CREATE TABLE meta (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    document_uuid TEXT NOT NULL,
    written_by TEXT NOT NULL,
    save_counter INTEGER NOT NULL
) STRICT;

CREATE TABLE scheme (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    name TEXT NOT NULL,
    coordinator TEXT NOT NULL
) STRICT;

CREATE TABLE organisation (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    sector TEXT NOT NULL,
    kind TEXT,
    parent_id INTEGER REFERENCES organisation (id)
) STRICT;
CREATE INDEX organisation_parent ON organisation (parent_id);

CREATE TABLE organisation_identifier (
    organisation_id INTEGER NOT NULL REFERENCES organisation (id),
    register TEXT NOT NULL,
    number TEXT NOT NULL,
    PRIMARY KEY (organisation_id, register, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE participant (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    given TEXT NOT NULL,
    family TEXT NOT NULL,
    known_as TEXT NOT NULL,
    organisation_id INTEGER NOT NULL REFERENCES organisation (id),
    job_title TEXT NOT NULL,
    level TEXT,
    email TEXT NOT NULL,
    phone TEXT NOT NULL,
    address TEXT NOT NULL,
    letters TEXT NOT NULL,
    notes TEXT NOT NULL,
    removed_at TEXT
) STRICT;
CREATE INDEX participant_organisation ON participant (organisation_id);

CREATE TABLE access_need (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    participant_id INTEGER NOT NULL REFERENCES participant (id),
    note TEXT NOT NULL,
    consent_on TEXT NOT NULL
) STRICT;
CREATE INDEX access_need_participant ON access_need (participant_id);

CREATE TABLE strength (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    group_name TEXT NOT NULL
) STRICT;

CREATE TABLE theme (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL
) STRICT;

CREATE TABLE round (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    number INTEGER NOT NULL UNIQUE,
    name TEXT NOT NULL,
    starts_on TEXT,
    first_contact_within_days INTEGER NOT NULL,
    criteria TEXT NOT NULL
) STRICT;

CREATE TABLE participation (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    round_id INTEGER NOT NULL REFERENCES round (id),
    participant_id INTEGER NOT NULL REFERENCES participant (id),
    status TEXT NOT NULL,
    hopes TEXT NOT NULL,
    if_only_they_knew TEXT NOT NULL,
    introduction TEXT NOT NULL,
    ways TEXT NOT NULL,
    place TEXT NOT NULL,
    outcode TEXT NOT NULL,
    travel_miles INTEGER CHECK (travel_miles >= 0),
    free TEXT NOT NULL,
    venue_needs TEXT NOT NULL,
    capacity INTEGER NOT NULL CHECK (capacity BETWEEN 0 AND 3),
    happy_in_trio INTEGER NOT NULL CHECK (happy_in_trio IN (0, 1)),
    priority INTEGER NOT NULL CHECK (priority >= 0),
    share_contact INTEGER NOT NULL CHECK (share_contact IN (0, 1)),
    share_themes INTEGER NOT NULL CHECK (share_themes IN (0, 1)),
    privacy_version TEXT NOT NULL,
    privacy_given_on TEXT,
    time_funded INTEGER NOT NULL CHECK (time_funded IN (0, 1)),
    funded_rate TEXT NOT NULL,
    source TEXT NOT NULL,
    UNIQUE (round_id, participant_id)
) STRICT;
CREATE INDEX participation_participant ON participation (participant_id);

CREATE TABLE participation_strength (
    participation_id INTEGER NOT NULL REFERENCES participation (id),
    strength_id INTEGER NOT NULL REFERENCES strength (id),
    can_share INTEGER NOT NULL CHECK (can_share BETWEEN 0 AND 3),
    would_like INTEGER NOT NULL CHECK (would_like BETWEEN 0 AND 3),
    PRIMARY KEY (participation_id, strength_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX participation_strength_strength ON participation_strength (strength_id);

CREATE TABLE participation_theme (
    participation_id INTEGER NOT NULL REFERENCES participation (id),
    theme_id INTEGER NOT NULL REFERENCES theme (id),
    PRIMARY KEY (participation_id, theme_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX participation_theme_theme ON participation_theme (theme_id);

CREATE TABLE rule (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    first_id INTEGER NOT NULL REFERENCES participant (id),
    second_id INTEGER NOT NULL REFERENCES participant (id),
    reason TEXT NOT NULL,
    ends_on TEXT,
    CHECK (first_id <> second_id)
) STRICT;
CREATE INDEX rule_first ON rule (first_id);
CREATE INDEX rule_second ON rule (second_id);

CREATE TABLE conflict (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    first_organisation_id INTEGER NOT NULL REFERENCES organisation (id),
    second_organisation_id INTEGER NOT NULL REFERENCES organisation (id),
    reason TEXT NOT NULL,
    CHECK (first_organisation_id <> second_organisation_id)
) STRICT;
CREATE INDEX conflict_first ON conflict (first_organisation_id);
CREATE INDEX conflict_second ON conflict (second_organisation_id);

CREATE TABLE possible_rule (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    participant_id INTEGER NOT NULL REFERENCES participant (id),
    text TEXT NOT NULL,
    decision TEXT NOT NULL
) STRICT;
CREATE INDEX possible_rule_participant ON possible_rule (participant_id);

CREATE TABLE possible_rule_person (
    possible_rule_id INTEGER NOT NULL REFERENCES possible_rule (id),
    position INTEGER NOT NULL,
    participant_id INTEGER NOT NULL REFERENCES participant (id),
    PRIMARY KEY (possible_rule_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX possible_rule_person_participant ON possible_rule_person (participant_id);

CREATE TABLE unknown_value (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    participation_id INTEGER NOT NULL REFERENCES participation (id),
    field TEXT NOT NULL,
    text TEXT NOT NULL,
    suggested_id INTEGER,
    is_decided INTEGER NOT NULL CHECK (is_decided IN (0, 1))
) STRICT;
CREATE INDEX unknown_value_participation ON unknown_value (participation_id);

CREATE TABLE pairing (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    round_id INTEGER NOT NULL REFERENCES round (id),
    state TEXT NOT NULL,
    is_locked INTEGER NOT NULL CHECK (is_locked IN (0, 1)),
    is_by_hand INTEGER NOT NULL CHECK (is_by_hand IN (0, 1)),
    first_contact INTEGER REFERENCES participation (id),
    first_met_on TEXT,
    is_good_fit INTEGER CHECK (is_good_fit IN (0, 1)),
    ended_on TEXT,
    ended_reason TEXT NOT NULL
) STRICT;
CREATE INDEX pairing_round ON pairing (round_id);
CREATE INDEX pairing_first_contact ON pairing (first_contact);

CREATE TABLE pairing_member (
    pairing_id INTEGER NOT NULL REFERENCES pairing (id),
    position INTEGER NOT NULL CHECK (position BETWEEN 0 AND 2),
    participation_id INTEGER NOT NULL REFERENCES participation (id),
    PRIMARY KEY (pairing_id, position),
    UNIQUE (pairing_id, participation_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX pairing_member_participation ON pairing_member (participation_id);

CREATE TABLE proof (
    round_id INTEGER PRIMARY KEY REFERENCES round (id),
    status TEXT NOT NULL,
    objective TEXT NOT NULL,
    bound TEXT NOT NULL,
    pairs TEXT NOT NULL,
    seconds REAL NOT NULL,
    made_at TEXT NOT NULL
) STRICT;

CREATE TABLE letter (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    round_id INTEGER NOT NULL REFERENCES round (id),
    participation_id INTEGER NOT NULL REFERENCES participation (id),
    kind TEXT NOT NULL,
    digest TEXT NOT NULL,
    made_at TEXT NOT NULL,
    how TEXT NOT NULL
) STRICT;
CREATE INDEX letter_participation ON letter (participation_id);
CREATE INDEX letter_round ON letter (round_id);

CREATE TABLE action (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    template TEXT NOT NULL,
    people TEXT NOT NULL,
    at TEXT NOT NULL,
    state TEXT NOT NULL
) STRICT;

CREATE TABLE action_image (
    action_number INTEGER NOT NULL REFERENCES action (number),
    position INTEGER NOT NULL,
    table_name TEXT NOT NULL,
    before TEXT,
    after TEXT,
    PRIMARY KEY (action_number, position)
) STRICT, WITHOUT ROWID;
