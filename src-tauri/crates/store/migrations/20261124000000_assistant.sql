-- What the assistant leaves behind: the log of all that AI and MCP clients did, what people were asked to confirm,
-- and conversations.

-- One row for each request, tool call, confirmation and result. Rows form a chain, each hash covering the one before.
CREATE TABLE audit (
    seq INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    -- 'chat', 'panel', 'palette', 'mcp', 'app'
    origin TEXT NOT NULL CHECK (origin IN ('chat', 'panel', 'palette', 'mcp', 'app')),
    action TEXT NOT NULL CHECK (action <> ''),
    -- references of entities, and ids of whatever else it was about
    objects TEXT NOT NULL CHECK (json_type(objects) = 'array'),
    provider TEXT,
    host TEXT,
    model TEXT,
    prompt_version TEXT,
    tools_version TEXT,
    mask_version TEXT,
    -- keyed, since the bare hash of a short text gives the text away
    input_hash TEXT,
    output_hash TEXT,
    argument_digest TEXT,
    confirmation BLOB CHECK (length(confirmation) = 16),
    decision TEXT,
    result TEXT,
    -- the row that this one ends
    ends INTEGER REFERENCES audit (seq),
    hash BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;

CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit BEGIN
    SELECT RAISE(ABORT, 'the audit log is only ever appended to');
END;

CREATE TRIGGER audit_is_never_deleted BEFORE DELETE ON audit BEGIN
    SELECT RAISE(ABORT, 'the audit log is only ever appended to');
END;

-- The key of each subject: an entity, or a conversation. Destroying it makes every payload about the subject unreadable,
-- wherever a copy of it went.
CREATE TABLE audit_keys (
    subject BLOB PRIMARY KEY CHECK (length(subject) = 16),
    key BLOB NOT NULL CHECK (length(key) = 32)
) STRICT, WITHOUT ROWID;

-- The content beside a row, under the keys of all of its subjects at once.
CREATE TABLE audit_payloads (
    seq INTEGER PRIMARY KEY REFERENCES audit (seq),
    nonce BLOB NOT NULL CHECK (length(nonce) = 12),
    -- null once a subject was erased
    sealed BLOB
) STRICT;

CREATE TABLE audit_subjects (
    subject BLOB NOT NULL CHECK (length(subject) = 16),
    seq INTEGER NOT NULL REFERENCES audit (seq),
    PRIMARY KEY (subject, seq)
) STRICT, WITHOUT ROWID;

CREATE INDEX audit_subjects_of ON audit_subjects (seq);

CREATE TRIGGER audit_payload_is_only_erased BEFORE UPDATE ON audit_payloads
WHEN NEW.sealed IS NOT NULL OR NEW.seq IS NOT OLD.seq OR NEW.nonce IS NOT OLD.nonce BEGIN
    SELECT RAISE(ABORT, 'a payload of the audit log can only be erased');
END;

CREATE TRIGGER audit_payload_is_never_deleted BEFORE DELETE ON audit_payloads BEGIN
    SELECT RAISE(ABORT, 'a payload of the audit log can only be erased');
END;

-- What a person was asked. What was asked never changes; how it was answered is written once.
CREATE TABLE confirmations (
    id BLOB PRIMARY KEY CHECK (length(id) = 16),
    actor TEXT NOT NULL,
    origin TEXT NOT NULL,
    conversation BLOB CHECK (length(conversation) = 16),
    tool TEXT NOT NULL,
    -- canonical
    arguments TEXT NOT NULL CHECK (json_valid(arguments)),
    shown TEXT NOT NULL CHECK (json_valid(shown)),
    digest BLOB NOT NULL CHECK (length(digest) = 32),
    idempotency_key TEXT NOT NULL CHECK (idempotency_key <> ''),
    -- of what was asked, for the key's second use
    asked BLOB NOT NULL CHECK (length(asked) = 32),
    opened_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL CHECK (expires_at > opened_at),
    -- Approval and execution are one transaction, so "approved" is nowhere to be seen: it was executed, or nothing happened.
    state TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'declined', 'expired', 'stale', 'failed', 'executed')),
    resolved_at INTEGER,
    resolved_by BLOB REFERENCES members (id),
    -- of what was shown last, which differs from the first one when a person edited it
    resolved_digest BLOB CHECK (length(resolved_digest) = 32),
    note TEXT,
    result TEXT CHECK (json_valid(result)),
    change_set BLOB CHECK (length(change_set) = 16),
    CHECK ((state = 'pending') = (resolved_at IS NULL)),
    CHECK ((state = 'executed') = (change_set IS NOT NULL))
) STRICT;

CREATE UNIQUE INDEX confirmations_by_key ON confirmations (actor, idempotency_key);
CREATE INDEX confirmations_pending ON confirmations (opened_at) WHERE state = 'pending';
CREATE INDEX confirmations_of_conversation ON confirmations (conversation) WHERE conversation IS NOT NULL;

CREATE TRIGGER confirmation_is_answered_once BEFORE UPDATE ON confirmations WHEN OLD.state <> 'pending' BEGIN
    SELECT RAISE(ABORT, 'the confirmation was answered already');
END;

CREATE TRIGGER confirmation_keeps_its_question BEFORE UPDATE ON confirmations
WHEN NEW.id IS NOT OLD.id OR NEW.actor IS NOT OLD.actor OR NEW.origin IS NOT OLD.origin
    OR NEW.conversation IS NOT OLD.conversation OR NEW.tool IS NOT OLD.tool OR NEW.arguments IS NOT OLD.arguments
    OR NEW.shown IS NOT OLD.shown OR NEW.digest IS NOT OLD.digest OR NEW.idempotency_key IS NOT OLD.idempotency_key
    OR NEW.asked IS NOT OLD.asked OR NEW.opened_at IS NOT OLD.opened_at OR NEW.expires_at IS NOT OLD.expires_at BEGIN
    SELECT RAISE(ABORT, 'what a confirmation asks is never changed');
END;

-- The entities that it is about, as they were when it was shown.
CREATE TABLE confirmation_entities (
    confirmation BLOB NOT NULL REFERENCES confirmations (id) ON DELETE CASCADE,
    num INTEGER NOT NULL REFERENCES entities (num),
    revision INTEGER NOT NULL,
    PRIMARY KEY (confirmation, num)
) STRICT, WITHOUT ROWID;

CREATE INDEX confirmation_entities_of ON confirmation_entities (num);

CREATE TABLE conversations (
    id BLOB PRIMARY KEY CHECK (length(id) = 16),
    member BLOB NOT NULL REFERENCES members (id),
    title TEXT NOT NULL CHECK (title <> ''),
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    -- what is typed and not sent
    draft TEXT,
    -- which placeholder stands for what
    masking TEXT NOT NULL DEFAULT '[]' CHECK (json_type(masking) = 'array')
) STRICT;

CREATE INDEX conversations_of_member ON conversations (member, updated_at);

-- A tree: an edited message is a brother of the one it was edited from.
CREATE TABLE messages (
    id BLOB PRIMARY KEY CHECK (length(id) = 16),
    conversation BLOB NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    parent BLOB REFERENCES messages (id) ON DELETE CASCADE,
    seq INTEGER NOT NULL,
    at INTEGER NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('user', 'assistant', 'tools')),
    content TEXT NOT NULL CHECK (json_valid(content)),
    -- what a search looks in, folded
    words TEXT NOT NULL,
    chips TEXT NOT NULL CHECK (json_type(chips) = 'array'),
    -- what left the machine for it: payload, origin of each part, masks, host, tokens
    sent TEXT CHECK (json_valid(sent)),
    usage TEXT CHECK (json_valid(usage)),
    feedback TEXT CHECK (json_valid(feedback)),
    UNIQUE (conversation, seq)
) STRICT;

CREATE INDEX messages_by_parent ON messages (parent) WHERE parent IS NOT NULL;
