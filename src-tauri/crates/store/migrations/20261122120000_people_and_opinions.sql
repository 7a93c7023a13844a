-- Members who left, opinions on candidates, pairs that only look alike, text that waits to be sent, and what a change
-- set was called.

-- since when nobody signs in as them; what they did keeps their name
ALTER TABLE members ADD COLUMN removed_at INTEGER;

ALTER TABLE notes ADD COLUMN scorecard TEXT CHECK (json_type(scorecard) = 'object');

ALTER TABLE change_sets ADD COLUMN title TEXT;

-- since when it is removed: after some weeks its bytes go too
ALTER TABLE attachments ADD COLUMN removed_at INTEGER;

CREATE TABLE not_the_same (
    one INTEGER NOT NULL REFERENCES entities (num),
    other INTEGER NOT NULL REFERENCES entities (num),
    PRIMARY KEY (one, other),
    CHECK (one < other)
) STRICT, WITHOUT ROWID;

CREATE INDEX not_the_same_of_other ON not_the_same (other);

CREATE TABLE drafts (
    member BLOB NOT NULL REFERENCES members (id),
    -- what it is a draft of: `note:<entity>`
    key TEXT NOT NULL CHECK (key <> ''),
    text TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (member, key)
) STRICT, WITHOUT ROWID;
