-- Merged and different contacts, saved import mappings, and the ids that other programs give to interactions.

CREATE TABLE contact_aliases (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    contact_id INTEGER NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
    external_source TEXT NOT NULL,
    external_id TEXT NOT NULL CHECK (external_id <> ''),
    version INTEGER NOT NULL
);
CREATE INDEX contact_aliases_contact ON contact_aliases (contact_id);
CREATE INDEX contact_aliases_external ON contact_aliases (external_id, external_source);

CREATE TABLE different_contacts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    one_id INTEGER NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
    other_id INTEGER NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
    version INTEGER NOT NULL,
    CHECK (one_id < other_id),
    UNIQUE (one_id, other_id)
);
CREATE INDEX different_contacts_other ON different_contacts (other_id);

CREATE TABLE import_mappings (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE CHECK (name <> ''),
    headers TEXT NOT NULL,
    definition TEXT NOT NULL,
    version INTEGER NOT NULL
);
CREATE INDEX import_mappings_headers ON import_mappings (headers);

ALTER TABLE interactions ADD COLUMN external_source TEXT NOT NULL DEFAULT '';
ALTER TABLE interactions ADD COLUMN external_id TEXT NOT NULL DEFAULT '';
CREATE UNIQUE INDEX interactions_external ON interactions (external_id, external_source) WHERE external_id <> '';

CREATE INDEX operations_imports ON operations (id) WHERE door = 'import';
