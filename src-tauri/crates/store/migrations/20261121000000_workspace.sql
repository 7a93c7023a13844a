-- The workspace file as it was first released. A file is never edited once released: add another.

CREATE TABLE settings (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL CHECK (json_valid(value))
) STRICT, WITHOUT ROWID;

CREATE TABLE members (
    id BLOB PRIMARY KEY CHECK (length(id) = 16),
    name TEXT NOT NULL CHECK (name <> ''),
    email TEXT,
    role TEXT NOT NULL CHECK (role IN ('administrator', 'manager', 'member', 'viewer')),
    created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE custom_fields (
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    position INTEGER NOT NULL,
    definition TEXT NOT NULL CHECK (json_valid(definition)),
    PRIMARY KEY (kind, key)
) STRICT, WITHOUT ROWID;

-- Authors, so that a row says who with one small number.
CREATE TABLE actors (
    num INTEGER PRIMARY KEY,
    actor TEXT NOT NULL UNIQUE
) STRICT;

-- What a kind counts. The triggers below keep all but last_number, which is taken when an entity is made.
CREATE TABLE kinds (
    kind TEXT PRIMARY KEY,
    last_number INTEGER NOT NULL DEFAULT 0,
    live INTEGER NOT NULL DEFAULT 0,
    present INTEGER NOT NULL DEFAULT 0,
    embedded INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

INSERT INTO kinds (kind) VALUES ('contact'), ('deal'), ('ticket'), ('candidate'), ('task');

-- Every entity that ever was. The number is what search keys its documents by and is never reused: of an entity
-- deleted for good, this row stays as its grave.
CREATE TABLE entities (
    num INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    kind TEXT NOT NULL REFERENCES kinds (kind),
    -- 0 live, 1 archived, 2 in the trash, 3 deleted for good
    state INTEGER NOT NULL DEFAULT 0 CHECK (state BETWEEN 0 AND 3),
    -- names the text that its vector stands for
    text_hash INTEGER NOT NULL,
    -- whether its vector stands for that text
    embedded INTEGER NOT NULL DEFAULT 0 CHECK (embedded IN (0, 1))
) STRICT;

CREATE INDEX entities_to_embed ON entities (num) WHERE embedded = 0 AND state < 2;

CREATE TRIGGER entities_counted AFTER INSERT ON entities BEGIN
    UPDATE kinds SET
        live = live + (NEW.state = 0),
        present = present + (NEW.state < 2),
        embedded = embedded + (NEW.state < 2 AND NEW.embedded)
    WHERE kind = NEW.kind;
END;

CREATE TRIGGER entities_counted_again AFTER UPDATE OF state, embedded ON entities BEGIN
    UPDATE kinds SET
        live = live + (NEW.state = 0) - (OLD.state = 0),
        present = present + (NEW.state < 2) - (OLD.state < 2),
        embedded = embedded + (NEW.state < 2 AND NEW.embedded) - (OLD.state < 2 AND OLD.embedded)
    WHERE kind = NEW.kind;
END;

CREATE TABLE contact (
    num INTEGER PRIMARY KEY REFERENCES entities (num),
    id BLOB NOT NULL,
    number INTEGER NOT NULL UNIQUE,
    revision INTEGER NOT NULL,
    display_title TEXT NOT NULL CHECK (display_title <> ''),
    created_at INTEGER NOT NULL,
    created_by INTEGER NOT NULL REFERENCES actors (num),
    updated_at INTEGER NOT NULL,
    updated_by INTEGER NOT NULL REFERENCES actors (num),
    archived_at INTEGER,
    deleted_at INTEGER,
    custom TEXT CHECK (json_type(custom) = 'object'),
    first_name TEXT,
    last_name TEXT,
    emails TEXT CHECK (json_type(emails) = 'array'),
    phones TEXT CHECK (json_type(phones) = 'array'),
    company TEXT,
    job_title TEXT,
    about TEXT,
    website TEXT,
    city TEXT,
    country TEXT,
    do_not_contact INTEGER CHECK (do_not_contact IN (0, 1)),
    last_contacted TEXT,
    stage TEXT NOT NULL,
    owner BLOB REFERENCES members (id),
    tags TEXT CHECK (json_type(tags) = 'array')
) STRICT;

-- One index for each column that lists sort by; trash and archive are not in them.
CREATE INDEX contact_by_first_name ON contact (first_name COLLATE folded) WHERE deleted_at IS NULL AND archived_at IS NULL;
CREATE INDEX contact_by_last_name ON contact (last_name COLLATE folded) WHERE deleted_at IS NULL AND archived_at IS NULL;
CREATE INDEX contact_by_company ON contact (company COLLATE folded) WHERE deleted_at IS NULL AND archived_at IS NULL;
CREATE INDEX contact_by_job_title ON contact (job_title COLLATE folded) WHERE deleted_at IS NULL AND archived_at IS NULL;
CREATE INDEX contact_by_website ON contact (website COLLATE folded) WHERE deleted_at IS NULL AND archived_at IS NULL;
CREATE INDEX contact_by_city ON contact (city COLLATE folded) WHERE deleted_at IS NULL AND archived_at IS NULL;
CREATE INDEX contact_by_country ON contact (country COLLATE folded) WHERE deleted_at IS NULL AND archived_at IS NULL;
CREATE INDEX contact_by_do_not_contact ON contact (do_not_contact) WHERE deleted_at IS NULL AND archived_at IS NULL;
CREATE INDEX contact_by_last_contacted ON contact (last_contacted) WHERE deleted_at IS NULL AND archived_at IS NULL;
CREATE INDEX contact_by_stage ON contact (stage) WHERE deleted_at IS NULL AND archived_at IS NULL;
CREATE INDEX contact_by_owner ON contact (owner) WHERE deleted_at IS NULL AND archived_at IS NULL;
CREATE INDEX contact_by_display_title ON contact (display_title COLLATE folded) WHERE deleted_at IS NULL AND archived_at IS NULL;
CREATE INDEX contact_by_created_at ON contact (created_at) WHERE deleted_at IS NULL AND archived_at IS NULL;
CREATE INDEX contact_by_updated_at ON contact (updated_at) WHERE deleted_at IS NULL AND archived_at IS NULL;
CREATE INDEX contact_archived ON contact (archived_at) WHERE archived_at IS NOT NULL;
CREATE INDEX contact_trashed ON contact (deleted_at) WHERE deleted_at IS NOT NULL;

CREATE TABLE deal (
    num INTEGER PRIMARY KEY REFERENCES entities (num),
    id BLOB NOT NULL,
    number INTEGER NOT NULL UNIQUE,
    revision INTEGER NOT NULL,
    display_title TEXT NOT NULL CHECK (display_title <> ''),
    created_at INTEGER NOT NULL,
    created_by INTEGER NOT NULL REFERENCES actors (num),
    updated_at INTEGER NOT NULL,
    updated_by INTEGER NOT NULL REFERENCES actors (num),
    archived_at INTEGER,
    deleted_at INTEGER,
    custom TEXT CHECK (json_type(custom) = 'object'),
    name TEXT,
    company TEXT,
    amount INTEGER,
    amount_currency TEXT CHECK (length(amount_currency) = 3),
    amount_major REAL,
    close_date TEXT,
    probability REAL,
    next_step TEXT,
    description TEXT,
    lost_reason TEXT,
    contact BLOB REFERENCES entities (id),
    stage TEXT NOT NULL,
    owner BLOB REFERENCES members (id),
    tags TEXT CHECK (json_type(tags) = 'array')
) STRICT;

-- One index for each column that lists sort by; trash and archive are not in them.
CREATE INDEX deal_by_name ON deal (name COLLATE folded) WHERE deleted_at IS NULL AND archived_at IS NULL;
CREATE INDEX deal_by_company ON deal (company COLLATE folded) WHERE deleted_at IS NULL AND archived_at IS NULL;
CREATE INDEX deal_by_amount ON deal (amount_major) WHERE deleted_at IS NULL AND archived_at IS NULL;
CREATE INDEX deal_by_close_date ON deal (close_date, num, stage) WHERE deleted_at IS NULL AND archived_at IS NULL;
CREATE INDEX deal_by_probability ON deal (probability) WHERE deleted_at IS NULL AND archived_at IS NULL;
CREATE INDEX deal_by_next_step ON deal (next_step COLLATE folded) WHERE deleted_at IS NULL AND archived_at IS NULL;
CREATE INDEX deal_by_lost_reason ON deal (lost_reason) WHERE deleted_at IS NULL AND archived_at IS NULL;
CREATE INDEX deal_by_contact ON deal (contact) WHERE deleted_at IS NULL AND archived_at IS NULL;
CREATE INDEX deal_by_stage ON deal (stage) WHERE deleted_at IS NULL AND archived_at IS NULL;
CREATE INDEX deal_by_owner ON deal (owner) WHERE deleted_at IS NULL AND archived_at IS NULL;
CREATE INDEX deal_by_display_title ON deal (display_title COLLATE folded) WHERE deleted_at IS NULL AND archived_at IS NULL;
CREATE INDEX deal_by_created_at ON deal (created_at) WHERE deleted_at IS NULL AND archived_at IS NULL;
CREATE INDEX deal_by_updated_at ON deal (updated_at) WHERE deleted_at IS NULL AND archived_at IS NULL;
CREATE INDEX deal_archived ON deal (archived_at) WHERE archived_at IS NOT NULL;
CREATE INDEX deal_trashed ON deal (deleted_at) WHERE deleted_at IS NOT NULL;

CREATE TABLE ticket (
    num INTEGER PRIMARY KEY REFERENCES entities (num),
    id BLOB NOT NULL,
    number INTEGER NOT NULL UNIQUE,
    revision INTEGER NOT NULL,
    display_title TEXT NOT NULL CHECK (display_title <> ''),
    created_at INTEGER NOT NULL,
    created_by INTEGER NOT NULL REFERENCES actors (num),
    updated_at INTEGER NOT NULL,
    updated_by INTEGER NOT NULL REFERENCES actors (num),
    archived_at INTEGER,
    deleted_at INTEGER,
    custom TEXT CHECK (json_type(custom) = 'object'),
    subject TEXT,
    body TEXT,
    requester TEXT,
    requester_name TEXT,
    company TEXT,
    priority TEXT,
    type TEXT,
    channel TEXT,
    due_at TEXT,
    pending_until TEXT,
    resolution TEXT,
    contact BLOB REFERENCES entities (id),
    stage TEXT NOT NULL,
    owner BLOB REFERENCES members (id),
    tags TEXT CHECK (json_type(tags) = 'array')
) STRICT;

-- One index for each column that lists sort by; trash and archive are not in them.
CREATE INDEX ticket_by_subject ON ticket (subject COLLATE folded) WHERE deleted_at IS NULL AND archived_at IS NULL;
CREATE INDEX ticket_by_requester ON ticket (requester COLLATE folded) WHERE deleted_at IS NULL AND archived_at IS NULL;
CREATE INDEX ticket_by_requester_name ON ticket (requester_name COLLATE folded) WHERE deleted_at IS NULL AND archived_at IS NULL;
CREATE INDEX ticket_by_company ON ticket (company COLLATE folded) WHERE deleted_at IS NULL AND archived_at IS NULL;
CREATE INDEX ticket_by_priority ON ticket (priority) WHERE deleted_at IS NULL AND archived_at IS NULL;
CREATE INDEX ticket_by_type ON ticket (type) WHERE deleted_at IS NULL AND archived_at IS NULL;
CREATE INDEX ticket_by_channel ON ticket (channel) WHERE deleted_at IS NULL AND archived_at IS NULL;
CREATE INDEX ticket_by_due_at ON ticket (due_at, num, stage) WHERE deleted_at IS NULL AND archived_at IS NULL;
CREATE INDEX ticket_by_pending_until ON ticket (pending_until) WHERE deleted_at IS NULL AND archived_at IS NULL;
CREATE INDEX ticket_by_contact ON ticket (contact) WHERE deleted_at IS NULL AND archived_at IS NULL;
CREATE INDEX ticket_by_stage ON ticket (stage) WHERE deleted_at IS NULL AND archived_at IS NULL;
CREATE INDEX ticket_by_owner ON ticket (owner) WHERE deleted_at IS NULL AND archived_at IS NULL;
CREATE INDEX ticket_by_display_title ON ticket (display_title COLLATE folded) WHERE deleted_at IS NULL AND archived_at IS NULL;
CREATE INDEX ticket_by_created_at ON ticket (created_at) WHERE deleted_at IS NULL AND archived_at IS NULL;
CREATE INDEX ticket_by_updated_at ON ticket (updated_at) WHERE deleted_at IS NULL AND archived_at IS NULL;
CREATE INDEX ticket_archived ON ticket (archived_at) WHERE archived_at IS NOT NULL;
CREATE INDEX ticket_trashed ON ticket (deleted_at) WHERE deleted_at IS NOT NULL;

CREATE TABLE candidate (
    num INTEGER PRIMARY KEY REFERENCES entities (num),
    id BLOB NOT NULL,
    number INTEGER NOT NULL UNIQUE,
    revision INTEGER NOT NULL,
    display_title TEXT NOT NULL CHECK (display_title <> ''),
    created_at INTEGER NOT NULL,
    created_by INTEGER NOT NULL REFERENCES actors (num),
    updated_at INTEGER NOT NULL,
    updated_by INTEGER NOT NULL REFERENCES actors (num),
    archived_at INTEGER,
    deleted_at INTEGER,
    custom TEXT CHECK (json_type(custom) = 'object'),
    first_name TEXT,
    last_name TEXT,
    emails TEXT CHECK (json_type(emails) = 'array'),
    phones TEXT CHECK (json_type(phones) = 'array'),
    headline TEXT,
    employer TEXT,
    position TEXT,
    skills TEXT CHECK (json_type(skills) = 'array'),
    source TEXT,
    cv TEXT,
    city TEXT,
    applied_on TEXT,
    salary_expectation INTEGER,
    salary_expectation_currency TEXT CHECK (length(salary_expectation_currency) = 3),
    salary_expectation_major REAL,
    rejection_reason TEXT,
    gender TEXT,
    ethnicity TEXT,
    disability TEXT,
    birth_date TEXT,
    stage TEXT NOT NULL,
    owner BLOB REFERENCES members (id),
    tags TEXT CHECK (json_type(tags) = 'array')
) STRICT;

-- One index for each column that lists sort by; trash and archive are not in them.
CREATE INDEX candidate_by_first_name ON candidate (first_name COLLATE folded) WHERE deleted_at IS NULL AND archived_at IS NULL;
CREATE INDEX candidate_by_last_name ON candidate (last_name COLLATE folded) WHERE deleted_at IS NULL AND archived_at IS NULL;
CREATE INDEX candidate_by_headline ON candidate (headline COLLATE folded) WHERE deleted_at IS NULL AND archived_at IS NULL;
CREATE INDEX candidate_by_employer ON candidate (employer COLLATE folded) WHERE deleted_at IS NULL AND archived_at IS NULL;
CREATE INDEX candidate_by_position ON candidate (position COLLATE folded) WHERE deleted_at IS NULL AND archived_at IS NULL;
CREATE INDEX candidate_by_source ON candidate (source COLLATE folded) WHERE deleted_at IS NULL AND archived_at IS NULL;
CREATE INDEX candidate_by_city ON candidate (city COLLATE folded) WHERE deleted_at IS NULL AND archived_at IS NULL;
CREATE INDEX candidate_by_applied_on ON candidate (applied_on) WHERE deleted_at IS NULL AND archived_at IS NULL;
CREATE INDEX candidate_by_stage ON candidate (stage) WHERE deleted_at IS NULL AND archived_at IS NULL;
CREATE INDEX candidate_by_owner ON candidate (owner) WHERE deleted_at IS NULL AND archived_at IS NULL;
CREATE INDEX candidate_by_display_title ON candidate (display_title COLLATE folded) WHERE deleted_at IS NULL AND archived_at IS NULL;
CREATE INDEX candidate_by_created_at ON candidate (created_at) WHERE deleted_at IS NULL AND archived_at IS NULL;
CREATE INDEX candidate_by_updated_at ON candidate (updated_at) WHERE deleted_at IS NULL AND archived_at IS NULL;
CREATE INDEX candidate_archived ON candidate (archived_at) WHERE archived_at IS NOT NULL;
CREATE INDEX candidate_trashed ON candidate (deleted_at) WHERE deleted_at IS NOT NULL;

CREATE TABLE task (
    num INTEGER PRIMARY KEY REFERENCES entities (num),
    id BLOB NOT NULL,
    number INTEGER NOT NULL UNIQUE,
    revision INTEGER NOT NULL,
    display_title TEXT NOT NULL CHECK (display_title <> ''),
    created_at INTEGER NOT NULL,
    created_by INTEGER NOT NULL REFERENCES actors (num),
    updated_at INTEGER NOT NULL,
    updated_by INTEGER NOT NULL REFERENCES actors (num),
    archived_at INTEGER,
    deleted_at INTEGER,
    custom TEXT CHECK (json_type(custom) = 'object'),
    title TEXT,
    body TEXT,
    priority TEXT,
    due TEXT,
    remind_at TEXT,
    recurrence TEXT,
    about BLOB REFERENCES entities (id),
    stage TEXT NOT NULL,
    owner BLOB REFERENCES members (id),
    tags TEXT CHECK (json_type(tags) = 'array')
) STRICT;

-- One index for each column that lists sort by; trash and archive are not in them.
CREATE INDEX task_by_title ON task (title COLLATE folded) WHERE deleted_at IS NULL AND archived_at IS NULL;
CREATE INDEX task_by_priority ON task (priority) WHERE deleted_at IS NULL AND archived_at IS NULL;
CREATE INDEX task_by_due ON task (due, num, stage) WHERE deleted_at IS NULL AND archived_at IS NULL;
CREATE INDEX task_by_remind_at ON task (remind_at) WHERE deleted_at IS NULL AND archived_at IS NULL;
CREATE INDEX task_by_recurrence ON task (recurrence) WHERE deleted_at IS NULL AND archived_at IS NULL;
CREATE INDEX task_by_about ON task (about) WHERE deleted_at IS NULL AND archived_at IS NULL;
CREATE INDEX task_by_stage ON task (stage) WHERE deleted_at IS NULL AND archived_at IS NULL;
CREATE INDEX task_by_owner ON task (owner) WHERE deleted_at IS NULL AND archived_at IS NULL;
CREATE INDEX task_by_display_title ON task (display_title COLLATE folded) WHERE deleted_at IS NULL AND archived_at IS NULL;
CREATE INDEX task_by_created_at ON task (created_at) WHERE deleted_at IS NULL AND archived_at IS NULL;
CREATE INDEX task_by_updated_at ON task (updated_at) WHERE deleted_at IS NULL AND archived_at IS NULL;
CREATE INDEX task_archived ON task (archived_at) WHERE archived_at IS NOT NULL;
CREATE INDEX task_trashed ON task (deleted_at) WHERE deleted_at IS NOT NULL;

-- What one act wrote. Its changes are the rows of `changes` from first_seq to last_seq.
CREATE TABLE change_sets (
    num INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    actor INTEGER NOT NULL REFERENCES actors (num),
    -- who can undo it
    member BLOB,
    at INTEGER NOT NULL,
    first_seq INTEGER NOT NULL,
    last_seq INTEGER,
    -- 0 stands and can be undone, 1 undone and can be done again, 2 undone for good, 3 cannot be undone
    state INTEGER NOT NULL DEFAULT 0 CHECK (state BETWEEN 0 AND 3),
    -- the change set that this one undid or did again
    repeats INTEGER REFERENCES change_sets (num)
) STRICT;

CREATE INDEX change_sets_of_member ON change_sets (member, state, num);

-- History, undo, the indexer's outbox and the window's event feed.
CREATE TABLE changes (
    seq INTEGER PRIMARY KEY,
    change_set INTEGER NOT NULL REFERENCES change_sets (num),
    entity INTEGER NOT NULL REFERENCES entities (num),
    op TEXT NOT NULL CHECK (op IN ('create', 'update', 'archive', 'trash', 'restore', 'erase', 'attach')),
    field TEXT,
    old TEXT,
    new TEXT,
    revision INTEGER NOT NULL
) STRICT;

CREATE INDEX changes_of_entity ON changes (entity, seq);

-- What an entity is found by exactly: type 1 email, 2 phone (digits reversed), 3 name, 4 domain, 5 title, 6 unique field.
CREATE TABLE identifiers (
    type INTEGER NOT NULL,
    value TEXT NOT NULL,
    num INTEGER NOT NULL REFERENCES entities (num),
    PRIMARY KEY (type, value, num)
) STRICT, WITHOUT ROWID;

CREATE TABLE entity_tags (
    tag TEXT NOT NULL,
    num INTEGER NOT NULL REFERENCES entities (num),
    label TEXT NOT NULL,
    PRIMARY KEY (tag, num)
) STRICT, WITHOUT ROWID;

CREATE TABLE tags (
    tag TEXT PRIMARY KEY,
    label TEXT NOT NULL,
    uses INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX tags_by_use ON tags (uses DESC, label);

CREATE TRIGGER tags_used AFTER INSERT ON entity_tags BEGIN
    INSERT INTO tags (tag, label, uses) VALUES (NEW.tag, NEW.label, 1)
        ON CONFLICT (tag) DO UPDATE SET uses = uses + 1;
END;

CREATE TRIGGER tags_unused AFTER DELETE ON entity_tags BEGIN
    UPDATE tags SET uses = uses - 1 WHERE tag = OLD.tag;
    DELETE FROM tags WHERE tag = OLD.tag AND uses < 1;
END;

CREATE TABLE notes (
    id BLOB PRIMARY KEY CHECK (length(id) = 16),
    entry TEXT NOT NULL,
    text TEXT NOT NULL,
    actor INTEGER NOT NULL REFERENCES actors (num),
    at INTEGER NOT NULL
) STRICT;

CREATE TABLE note_entities (
    num INTEGER NOT NULL REFERENCES entities (num),
    note BLOB NOT NULL REFERENCES notes (id) ON DELETE CASCADE,
    PRIMARY KEY (num, note)
) STRICT, WITHOUT ROWID;

CREATE INDEX note_entities_of_note ON note_entities (note);

CREATE TABLE links (
    id BLOB PRIMARY KEY CHECK (length(id) = 16),
    source INTEGER NOT NULL REFERENCES entities (num),
    target INTEGER NOT NULL REFERENCES entities (num),
    role TEXT NOT NULL,
    CHECK (source <> target)
) STRICT;

CREATE INDEX links_by_source ON links (source);
CREATE INDEX links_by_target ON links (target);

-- Openings of entities: the score as it was at that time, from where it halves.
CREATE TABLE visits (
    num INTEGER PRIMARY KEY REFERENCES entities (num),
    score REAL NOT NULL,
    at INTEGER NOT NULL
) STRICT;

CREATE INDEX visits_by_time ON visits (at);

CREATE VIRTUAL TABLE vectors USING vec0 (embedding float[384] distance_metric=cosine);
