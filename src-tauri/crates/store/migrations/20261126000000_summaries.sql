-- The newest summary of an entity: its sentences, what each rests on, and by whom it was written.
CREATE TABLE summaries (
    num INTEGER PRIMARY KEY REFERENCES entities (num),
    content TEXT NOT NULL CHECK (json_type(content) = 'object'),
    at INTEGER NOT NULL
) STRICT;
