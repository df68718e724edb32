-- Format 7: letters in the coordinator's own words; what people answer while a round lives, what they wish
-- others knew, what a scheme learns; interests with two sides and a term;
-- rooms; what organisations became; people who were merged; reports that were issued.

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

-- A file of the scheme's, such as the logo, in base 64; of each purpose the last row counts.
CREATE TABLE attachment (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    purpose TEXT NOT NULL,
    name TEXT NOT NULL,
    alternative TEXT NOT NULL,
    encoded TEXT NOT NULL
) STRICT;

-- By this code a form says whose part in a round its answer is about.
ALTER TABLE participation ADD COLUMN code TEXT NOT NULL DEFAULT '';
-- A letter comes first: of "01234567" or "12345E67" a sheet would make a number.
UPDATE participation SET code = char(65 + abs(random() % 6)) || substr(hex(randomblob(4)), 2);

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

-- An interest is declared, then judged; what it named until now is a conflict that always keeps apart.
CREATE TABLE conflict_7 (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    effect TEXT NOT NULL,
    reason TEXT NOT NULL,
    declared_on TEXT,
    judged TEXT NOT NULL,
    starts_on TEXT,
    ends_on TEXT,
    source TEXT NOT NULL
) STRICT;
INSERT INTO conflict_7 (id, kind, effect, reason, judged, source)
    SELECT id, 'financial', 'keep_apart', reason, 'null', '' FROM conflict;
CREATE TABLE conflict_side (
    conflict_id INTEGER NOT NULL REFERENCES conflict (id),
    position INTEGER NOT NULL,
    side TEXT NOT NULL,
    organisation_id INTEGER REFERENCES organisation (id),
    participant_id INTEGER REFERENCES participant (id),
    PRIMARY KEY (conflict_id, position),
    CHECK ((organisation_id IS NULL) + (participant_id IS NULL) = 1)
) STRICT, WITHOUT ROWID;
INSERT INTO conflict_side (conflict_id, position, side, organisation_id)
    SELECT id, 0, 'first', first_organisation_id FROM conflict
    UNION ALL SELECT id, 1, 'second', second_organisation_id FROM conflict;
DROP TABLE conflict;
ALTER TABLE conflict_7 RENAME TO conflict;
CREATE INDEX conflict_side_organisation ON conflict_side (organisation_id);
CREATE INDEX conflict_side_participant ON conflict_side (participant_id);

-- A room that an organisation offers.
CREATE TABLE room (
    organisation_id INTEGER NOT NULL REFERENCES organisation (id),
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    outcode TEXT NOT NULL,
    features TEXT NOT NULL,
    cost TEXT NOT NULL,
    ask TEXT NOT NULL,
    PRIMARY KEY (organisation_id, position)
) STRICT, WITHOUT ROWID;

-- From a day on an organisation is another one, such as a board that merged.
CREATE TABLE became (
    organisation_id INTEGER NOT NULL REFERENCES organisation (id),
    into_id INTEGER NOT NULL REFERENCES organisation (id),
    "on" TEXT NOT NULL,
    PRIMARY KEY (organisation_id, into_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX became_into ON became (into_id);

-- Whoever was entered twice had another id before: a backup holds them under it.
CREATE TABLE merged (
    old_id INTEGER PRIMARY KEY,
    new_id INTEGER NOT NULL REFERENCES participant (id)
) STRICT;
CREATE INDEX merged_new ON merged (new_id);

-- What a report's numbers tell is kept, so that a later one gives nothing away beside it; it holds no names.
CREATE TABLE report_issue (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    round_id INTEGER NOT NULL REFERENCES round (id),
    issued_at TEXT NOT NULL,
    rule TEXT NOT NULL,
    published TEXT NOT NULL
) STRICT;
CREATE INDEX report_issue_round ON report_issue (round_id);

CREATE TABLE report_text (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    round_id INTEGER NOT NULL REFERENCES round (id),
    part TEXT NOT NULL,
    text TEXT NOT NULL
) STRICT;
CREATE INDEX report_text_round ON report_text (round_id);

-- Two entries that look like one person and were decided to be two.
CREATE TABLE two_people (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    first_id INTEGER NOT NULL REFERENCES participant (id),
    second_id INTEGER NOT NULL REFERENCES participant (id),
    CHECK (first_id <> second_id)
) STRICT;
CREATE INDEX two_people_first ON two_people (first_id);
CREATE INDEX two_people_second ON two_people (second_id);

-- A payment summary says for good whom it paid, under which reference; an agreement whose money it is.
ALTER TABLE agreement ADD COLUMN funder TEXT NOT NULL DEFAULT '';
ALTER TABLE payment_summary ADD COLUMN payee TEXT NOT NULL DEFAULT '';
ALTER TABLE payment_summary ADD COLUMN reference TEXT NOT NULL DEFAULT '';
UPDATE payment_summary SET
    payee = coalesce(
        (
            SELECT nullif(agreement.payee, '') FROM agreement
            WHERE agreement.organisation_id = payment_summary.organisation_id
                AND coalesce(agreement.starts, '') <= (
                    SELECT max("on") FROM payment_line WHERE summary_id = payment_summary.id
                )
            ORDER BY coalesce(agreement.starts, '') DESC, agreement.id DESC LIMIT 1
        ),
        (SELECT name FROM organisation WHERE organisation.id = payment_summary.organisation_id)
    ),
    reference = coalesce(
        (
            SELECT agreement.reference FROM agreement
            WHERE agreement.organisation_id = payment_summary.organisation_id
                AND coalesce(agreement.starts, '') <= (
                    SELECT max("on") FROM payment_line WHERE summary_id = payment_summary.id
                )
            ORDER BY coalesce(agreement.starts, '') DESC, agreement.id DESC LIMIT 1
        ),
        ''
    );

-- Whether VCSE time is paid for, and so the window shows the money.
ALTER TABLE scheme ADD COLUMN pays_for_time INTEGER NOT NULL DEFAULT 0 CHECK (pays_for_time IN (0, 1));
UPDATE scheme SET pays_for_time = EXISTS (SELECT 1 FROM rate);

-- Of somebody who was erased a nameless part may be left, so that their buddy's hours stay true.
CREATE TABLE participation_7 (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    round_id INTEGER NOT NULL REFERENCES round (id),
    participant_id INTEGER REFERENCES participant (id),
    sector TEXT NOT NULL,
    organisation_id INTEGER REFERENCES organisation (id),
    status TEXT NOT NULL,
    hopes TEXT NOT NULL,
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
    is_held INTEGER NOT NULL CHECK (is_held IN (0, 1)),
    held_until TEXT,
    code TEXT NOT NULL,
    UNIQUE (round_id, participant_id)
) STRICT;
INSERT INTO participation_7 (
    id, round_id, participant_id, sector, organisation_id, status, hopes, introduction, ways, place, outcode,
    travel_miles, free, venue_needs, capacity, happy_in_trio, priority, share_contact, share_themes,
    privacy_version, privacy_given_on, time_funded, funded_rate, source, is_held, held_until, code
)
    SELECT
        id, round_id, participant_id, sector, organisation_id, status, hopes, introduction, ways, place, outcode,
        travel_miles, free, venue_needs, capacity, happy_in_trio, priority, share_contact, share_themes,
        privacy_version, privacy_given_on, time_funded, funded_rate, source, is_held, held_until, code
    FROM participation;
DROP TABLE participation;
ALTER TABLE participation_7 RENAME TO participation;
CREATE INDEX participation_participant ON participation (participant_id);
CREATE INDEX participation_organisation ON participation (organisation_id);

-- Whose bank holidays a scheme keeps, and its own prompts for conversation cards, as JSON.
ALTER TABLE scheme ADD COLUMN nation TEXT NOT NULL DEFAULT 'england_and_wales';
ALTER TABLE scheme ADD COLUMN prompts TEXT NOT NULL DEFAULT '{}';

-- Who may be rung if someone drops out.
ALTER TABLE participation ADD COLUMN is_on_standby INTEGER NOT NULL DEFAULT 0 CHECK (is_on_standby IN (0, 1));
