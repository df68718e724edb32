-- Format 8: the organisations of an area, also those that no round has reached yet; two funders of one
-- agreement; budgets; pairs that go on from an earlier round, what they arranged; whom to ring when worried;
-- letters in Welsh for everybody who was not asked; plans that were set aside; what people were offered
-- to choose from.

-- An organisation that the scheme could reach; `organisation_id` where the scheme knows it by another name.
CREATE TABLE local_organisation (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    kind TEXT,
    outcode TEXT NOT NULL,
    organisation_id INTEGER REFERENCES organisation (id)
) STRICT;
CREATE INDEX local_organisation_organisation ON local_organisation (organisation_id);

CREATE TABLE local_organisation_theme (
    local_organisation_id INTEGER NOT NULL REFERENCES local_organisation (id),
    theme_id INTEGER NOT NULL REFERENCES theme (id),
    PRIMARY KEY (local_organisation_id, theme_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX local_organisation_theme_theme ON local_organisation_theme (theme_id);

-- In which rounds it was asked to take part, and when.
CREATE TABLE local_invitation (
    local_organisation_id INTEGER NOT NULL REFERENCES local_organisation (id),
    round_id INTEGER NOT NULL REFERENCES round (id),
    "on" TEXT NOT NULL,
    PRIMARY KEY (local_organisation_id, round_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX local_invitation_round ON local_invitation (round_id);

-- What a funder gives for VCSE time from a day to another.
CREATE TABLE budget (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    funder TEXT NOT NULL,
    pence INTEGER NOT NULL CHECK (pence >= 0),
    starts TEXT NOT NULL,
    ends TEXT NOT NULL CHECK (ends >= starts)
) STRICT;

-- A second funder pays so many hundredths of what is agreed.
ALTER TABLE agreement ADD COLUMN other_funder TEXT NOT NULL DEFAULT '';
ALTER TABLE agreement ADD COLUMN other_percent INTEGER NOT NULL DEFAULT 0
    CHECK (other_percent BETWEEN 0 AND 100);

-- A line that was sent says for good whose money it is; of its pence the second funder pays `other_pence`.
ALTER TABLE payment_line ADD COLUMN funder TEXT NOT NULL DEFAULT '';
ALTER TABLE payment_line ADD COLUMN other_funder TEXT NOT NULL DEFAULT '';
ALTER TABLE payment_line ADD COLUMN other_pence INTEGER NOT NULL DEFAULT 0;
-- At what it was worked out, in words.
ALTER TABLE payment_line ADD COLUMN rate TEXT NOT NULL DEFAULT '';
UPDATE payment_line SET funder = coalesce(
    (
        SELECT agreement.funder FROM agreement
        JOIN payment_summary ON payment_summary.organisation_id = agreement.organisation_id
        WHERE payment_summary.id = payment_line.summary_id
            AND coalesce(agreement.starts, '') <= payment_line."on"
        ORDER BY coalesce(agreement.starts, '') DESC, agreement.id DESC LIMIT 1
    ),
    ''
);

-- The pairing of an earlier round that goes on in this one, and when and where a pair has arranged to meet.
ALTER TABLE pairing ADD COLUMN continues_id INTEGER REFERENCES pairing (id);
CREATE INDEX pairing_continues ON pairing (continues_id);
ALTER TABLE pairing ADD COLUMN arranged TEXT NOT NULL DEFAULT 'null';

-- How confident somebody was at sign-up of working with the other sector, from 0 to 10.
ALTER TABLE participation ADD COLUMN confidence INTEGER CHECK (confidence BETWEEN 0 AND 10);

-- The number of whoever looks after people's safety, "" where the scheme has none.
ALTER TABLE scheme ADD COLUMN safeguarding TEXT NOT NULL DEFAULT '';

-- Whether the scheme writes in Welsh and English to whoever was not asked for a language.
ALTER TABLE scheme ADD COLUMN offers_welsh INTEGER NOT NULL DEFAULT 0 CHECK (offers_welsh IN (0, 1));

-- A plan of a round that was set aside under a name; place 0 of a pairing is the hub's.
CREATE TABLE scenario (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    round_id INTEGER NOT NULL REFERENCES round (id),
    name TEXT NOT NULL,
    saved_on TEXT NOT NULL
) STRICT;
CREATE INDEX scenario_round ON scenario (round_id);

CREATE TABLE placed (
    scenario_id INTEGER NOT NULL REFERENCES scenario (id),
    pairing INTEGER NOT NULL,
    place INTEGER NOT NULL,
    participation_id INTEGER NOT NULL REFERENCES participation (id),
    PRIMARY KEY (scenario_id, pairing, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX placed_participation ON placed (participation_id);

-- What somebody was offered to choose from; the numbers are those of the letter, for good.
CREATE TABLE offer (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    participation_id INTEGER NOT NULL REFERENCES participation (id),
    offered_on TEXT NOT NULL
) STRICT;
CREATE INDEX offer_participation ON offer (participation_id);

CREATE TABLE introduced (
    offer_id INTEGER NOT NULL REFERENCES offer (id),
    number INTEGER NOT NULL CHECK (number > 0),
    participation_id INTEGER NOT NULL REFERENCES participation (id),
    PRIMARY KEY (offer_id, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX introduced_participation ON introduced (participation_id);

-- The forms that letters of a round name, as JSON: at a link, or on paper with them.
ALTER TABLE round ADD COLUMN forms TEXT NOT NULL DEFAULT '[]';
