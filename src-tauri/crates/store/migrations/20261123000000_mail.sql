-- What the outbox needs beside the emails themselves, and the texts that emails begin with.

ALTER TABLE emails ADD COLUMN cc TEXT NOT NULL DEFAULT '[]' CHECK (json_type(cc) = 'array');
-- a ticket's public message: it enters the thread when it was sent
ALTER TABLE emails ADD COLUMN reply INTEGER NOT NULL DEFAULT 0 CHECK (reply IN (0, 1));
-- it failed while it was being handed over, so that sending it again may deliver it twice
ALTER TABLE emails ADD COLUMN may_have_arrived INTEGER NOT NULL DEFAULT 0 CHECK (may_have_arrived IN (0, 1));
-- when its state became what it is
ALTER TABLE emails ADD COLUMN changed_at INTEGER NOT NULL DEFAULT 0;

CREATE INDEX emails_by_state ON emails (state, changed_at);

CREATE TABLE templates (
    id BLOB PRIMARY KEY CHECK (length(id) = 16),
    name TEXT NOT NULL CHECK (name <> ''),
    -- null for all kinds
    kind TEXT REFERENCES kinds (kind),
    subject TEXT NOT NULL,
    body TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX templates_by_name ON templates (name COLLATE folded);
