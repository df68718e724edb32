-- Format 6: what VCSE organisations are paid for their people's time.

-- Pence for a unit from a day on; a later one of the same name takes its place.
CREATE TABLE rate (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    pence INTEGER NOT NULL CHECK (pence >= 0),
    unit TEXT NOT NULL,
    starts TEXT,
    source TEXT NOT NULL
) STRICT;

-- What an organisation is paid from a day on; rates are named, since they change.
CREATE TABLE agreement (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    organisation_id INTEGER NOT NULL REFERENCES organisation (id),
    rate TEXT NOT NULL,
    mileage TEXT NOT NULL,
    in_kind TEXT NOT NULL,
    ceiling INTEGER CHECK (ceiling >= 0),
    starts TEXT,
    payee TEXT NOT NULL,
    reference TEXT NOT NULL
) STRICT;
CREATE INDEX agreement_organisation ON agreement (organisation_id);

-- What was sent, numbered by its id; a number is never given twice.
CREATE TABLE payment_summary (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    organisation_id INTEGER NOT NULL REFERENCES organisation (id),
    round_id INTEGER NOT NULL REFERENCES round (id),
    sent_on TEXT,
    paid_on TEXT
) STRICT;
CREATE INDEX payment_summary_organisation ON payment_summary (organisation_id);
CREATE INDEX payment_summary_round ON payment_summary (round_id);

-- A line as it was sent. It outlives the entry and the person, without the person's name.
CREATE TABLE payment_line (
    summary_id INTEGER NOT NULL REFERENCES payment_summary (id),
    position INTEGER NOT NULL,
    entry_id INTEGER REFERENCES entry (id),
    participation_id INTEGER REFERENCES participation (id),
    person TEXT NOT NULL,
    "on" TEXT NOT NULL,
    claimed INTEGER NOT NULL,
    minutes INTEGER NOT NULL,
    miles INTEGER NOT NULL,
    pence INTEGER NOT NULL,
    is_credit INTEGER NOT NULL CHECK (is_credit IN (0, 1)),
    PRIMARY KEY (summary_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX payment_line_entry ON payment_line (entry_id);
CREATE INDEX payment_line_participation ON payment_line (participation_id);
