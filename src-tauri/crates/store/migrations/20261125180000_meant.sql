-- That an email is meant although somebody whom it goes to asked not to be contacted, and that one was held back until
-- somebody says so.

ALTER TABLE emails ADD COLUMN acknowledged INTEGER NOT NULL DEFAULT 0 CHECK (acknowledged IN (0, 1));
ALTER TABLE emails ADD COLUMN held_back INTEGER NOT NULL DEFAULT 0 CHECK (held_back IN (0, 1));
