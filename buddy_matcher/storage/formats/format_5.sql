-- Format 5: what was decided on a sheet is remembered, and the scheme's own lists have an order.

-- What the column under a heading asks; NULL when it is not used.
CREATE TABLE heading (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    heading TEXT NOT NULL,
    question TEXT
) STRICT;

-- What an answer means that chooses from no list of the scheme, as a label; '' for an entry of a list, and
-- for an answer that is left out.
ALTER TABLE decided_answer ADD COLUMN meaning TEXT NOT NULL DEFAULT '';

-- The order that the coordinator chose, 1 for the first; 0 comes last, in the order in which they were added.
ALTER TABLE strength ADD COLUMN position INTEGER NOT NULL DEFAULT 0;
ALTER TABLE theme ADD COLUMN position INTEGER NOT NULL DEFAULT 0;

-- Hidden on new forms from that day on; what people answered stays.
ALTER TABLE strength ADD COLUMN retired_on TEXT;
ALTER TABLE theme ADD COLUMN retired_on TEXT;
ALTER TABLE theme ADD COLUMN group_name TEXT NOT NULL DEFAULT '';
