-- Tickets by what was promised next: the resolution, or the first answer while nobody gave one. It says which are late.
-- The text is word for word that of the condition (src/condition.rs), and so is the index used.

CREATE INDEX ticket_by_next_target ON ticket (
    min(coalesce(due_at, '~'), iif(first_responded_at IS NULL, coalesce(first_response_due, '~'), '~')), num, stage, owner
) WHERE deleted_at IS NULL AND archived_at IS NULL;

-- What somebody has to do, and by when: asked for by owner and stage together, without a look at the rows.
DROP INDEX contact_by_owner;
DROP INDEX deal_by_owner;
DROP INDEX ticket_by_owner;
DROP INDEX candidate_by_owner;
DROP INDEX task_by_owner;
DROP INDEX deal_by_close_date;
DROP INDEX task_by_due;
CREATE INDEX contact_by_owner ON contact (owner, num, stage) WHERE deleted_at IS NULL AND archived_at IS NULL;
CREATE INDEX deal_by_owner ON deal (owner, num, stage) WHERE deleted_at IS NULL AND archived_at IS NULL;
CREATE INDEX ticket_by_owner ON ticket (owner, num, stage) WHERE deleted_at IS NULL AND archived_at IS NULL;
CREATE INDEX candidate_by_owner ON candidate (owner, num, stage) WHERE deleted_at IS NULL AND archived_at IS NULL;
CREATE INDEX task_by_owner ON task (owner, num, stage) WHERE deleted_at IS NULL AND archived_at IS NULL;
CREATE INDEX deal_by_close_date ON deal (close_date, num, stage, owner) WHERE deleted_at IS NULL AND archived_at IS NULL;
CREATE INDEX task_by_due ON task (due, num, stage, owner) WHERE deleted_at IS NULL AND archived_at IS NULL;
