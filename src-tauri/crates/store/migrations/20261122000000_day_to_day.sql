-- What a day's work needs beside the entities: kept views, targets of tickets, files, and mail that waits to be sent.

ALTER TABLE ticket ADD COLUMN first_response_due TEXT;
ALTER TABLE ticket ADD COLUMN first_responded_at TEXT;
CREATE INDEX ticket_by_first_response_due ON ticket (first_response_due) WHERE deleted_at IS NULL AND archived_at IS NULL;
CREATE INDEX ticket_by_first_responded_at ON ticket (first_responded_at) WHERE deleted_at IS NULL AND archived_at IS NULL;

-- Serves the sums of a board without touching the rows.
CREATE INDEX deal_forecast ON deal (stage, amount_currency, amount, probability) WHERE deleted_at IS NULL AND archived_at IS NULL;

-- Reminders that wait.
CREATE INDEX task_to_remind ON task (remind_at, num, stage) WHERE remind_at IS NOT NULL AND deleted_at IS NULL AND archived_at IS NULL;

CREATE TABLE views (
    id BLOB PRIMARY KEY CHECK (length(id) = 16),
    member BLOB NOT NULL REFERENCES members (id),
    kind TEXT NOT NULL REFERENCES kinds (kind),
    -- null for the way in which the member last looked at the plain list
    name TEXT CHECK (name <> ''),
    layout TEXT NOT NULL CHECK (layout IN ('list', 'board')),
    filter TEXT NOT NULL,
    sort TEXT NOT NULL CHECK (json_type(sort) = 'array'),
    columns TEXT NOT NULL CHECK (json_type(columns) = 'array'),
    pinned INTEGER NOT NULL CHECK (pinned IN (0, 1)),
    position INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX views_by_name ON views (member, kind, coalesce(name, ''));

-- A file that hangs on an entity. Its bytes are apart, so that lists of files stay small.
CREATE TABLE attachments (
    id BLOB PRIMARY KEY CHECK (length(id) = 16),
    num INTEGER NOT NULL REFERENCES entities (num),
    name TEXT NOT NULL CHECK (name <> ''),
    media_type TEXT NOT NULL,
    size INTEGER NOT NULL,
    sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
    -- what was read out of it for search; null where nothing could be
    text TEXT,
    actor INTEGER NOT NULL REFERENCES actors (num),
    at INTEGER NOT NULL,
    -- set while its removal can be undone
    removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1))
) STRICT;

CREATE INDEX attachments_by_entity ON attachments (num);

CREATE TABLE attachment_bytes (
    attachment BLOB PRIMARY KEY REFERENCES attachments (id) ON DELETE CASCADE,
    bytes BLOB NOT NULL
) STRICT;

-- Mail that was written here. It leaves when `send_after` has come and somebody has set up a way out.
CREATE TABLE emails (
    id BLOB PRIMARY KEY CHECK (length(id) = 16),
    num INTEGER NOT NULL REFERENCES entities (num),
    recipients TEXT NOT NULL CHECK (json_type(recipients) = 'array'),
    subject TEXT NOT NULL,
    body TEXT NOT NULL,
    -- 'waiting', 'sending', 'sent', 'failed', 'cancelled'
    state TEXT NOT NULL CHECK (state IN ('waiting', 'sending', 'sent', 'failed', 'cancelled')),
    send_after INTEGER NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0,
    -- what the server said last
    answer TEXT,
    message_id TEXT NOT NULL UNIQUE,
    actor INTEGER NOT NULL REFERENCES actors (num),
    at INTEGER NOT NULL,
    sent_at INTEGER
) STRICT;

CREATE INDEX emails_of_entity ON emails (num);
CREATE INDEX emails_to_send ON emails (send_after) WHERE state IN ('waiting', 'sending');
