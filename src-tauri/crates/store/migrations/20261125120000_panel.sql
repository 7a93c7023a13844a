-- Suggestions that somebody dismissed: they come back only when what they rest on has changed.
CREATE TABLE dismissals (
    num INTEGER NOT NULL REFERENCES entities (num),
    rule TEXT NOT NULL CHECK (rule <> ''),
    -- names what the suggestion rested on
    basis BLOB NOT NULL CHECK (length(basis) = 32),
    reason TEXT NOT NULL,
    actor INTEGER NOT NULL REFERENCES actors (num),
    at INTEGER NOT NULL,
    PRIMARY KEY (num, rule, basis)
) STRICT, WITHOUT ROWID;
