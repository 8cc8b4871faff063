-- The whole current schema of a Cartera file, for people to read. Older files get here by database/migrations.
--
-- Conventions: text is never NULL ('' means nothing), times are ISO-8601 UTC text, days are YYYY-MM-DD, money is
-- INTEGER minor units, flags are 0/1, JSON is text. `version` is the operation that last wrote the row: unique in
-- the file, so a restored row may take its old version back without ever meeting a stale editor.
-- Rows of tables that have `version` are written by crm/storage alone, which logs each change in `changes`.

CREATE TABLE migrations (
    number INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    applied_at TEXT NOT NULL
);

CREATE TABLE users (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL CHECK (name <> ''),
    email TEXT NOT NULL DEFAULT '',
    role TEXT NOT NULL DEFAULT 'sales' CHECK (role IN ('admin', 'manager', 'sales', 'reader')),
    active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    version INTEGER NOT NULL
);

-- What belongs to the business and travels with its file: country, currency, industry template.
CREATE TABLE settings (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    value TEXT NOT NULL,
    version INTEGER NOT NULL
);

-- One thing a person did. `label` is a msgid, `details` the JSON values that fill it.
CREATE TABLE operations (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    user_id INTEGER,
    door TEXT NOT NULL CHECK (door IN ('window', 'cli', 'api', 'import', 'automation')),
    label TEXT NOT NULL,
    details TEXT NOT NULL DEFAULT '{}',
    undoes_id INTEGER REFERENCES operations (id)
);
CREATE INDEX operations_undoes ON operations (undoes_id) WHERE undoes_id IS NOT NULL;
CREATE INDEX operations_imports ON operations (id) WHERE door = 'import';

-- What an operation did to one row. `before` and `after` hold the changed fields as JSON; the before of a removed
-- row is the whole row; a created row needs no copy while it lives. `version` is the row's version afterwards.
CREATE TABLE changes (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operations (id),
    entity TEXT NOT NULL,
    entity_id INTEGER NOT NULL,
    action TEXT NOT NULL CHECK (action IN ('create', 'change', 'remove')),
    version INTEGER NOT NULL,
    before TEXT,
    after TEXT
);
CREATE INDEX changes_operation ON changes (operation_id, entity);
CREATE INDEX changes_record ON changes (entity_id, entity);
-- The tags and channels a contact once had, for its history.
CREATE INDEX changes_removed_parts ON changes (json_extract(before, '$.contact_id')) WHERE action = 'remove';

-- People and companies: everything else points at one contact, whatever its kind.
-- A company's name stands in `company`; a person's `company` is the shown name and follows its company's.
CREATE TABLE contacts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL CHECK (kind IN ('person', 'company')),
    first_name TEXT NOT NULL DEFAULT '',
    last_name TEXT NOT NULL DEFAULT '',
    company TEXT NOT NULL DEFAULT '',
    company_id INTEGER REFERENCES contacts (id) ON DELETE SET NULL,
    job_title TEXT NOT NULL DEFAULT '',
    email TEXT NOT NULL DEFAULT '',
    phone TEXT NOT NULL DEFAULT '',
    mobile_phone TEXT NOT NULL DEFAULT '',
    address TEXT NOT NULL DEFAULT '',
    city TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL DEFAULT '',
    country TEXT NOT NULL DEFAULT '',
    postal_code TEXT NOT NULL DEFAULT '',
    website TEXT NOT NULL DEFAULT '',
    tax_id TEXT NOT NULL DEFAULT '',
    source TEXT NOT NULL DEFAULT '',
    status TEXT NOT NULL DEFAULT 'lead' CHECK (status IN ('lead', 'prospect', 'customer', 'inactive')),
    assigned_to INTEGER REFERENCES users (id) ON DELETE SET NULL,
    notes TEXT NOT NULL DEFAULT '',
    sort_name TEXT NOT NULL,
    last_interaction_at TEXT NOT NULL DEFAULT '',
    external_source TEXT NOT NULL DEFAULT '',
    external_id TEXT NOT NULL DEFAULT '',
    custom TEXT NOT NULL DEFAULT '{}',
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    version INTEGER NOT NULL,
    CHECK (kind = 'person' OR company <> ''),
    CHECK (kind = 'person' OR company_id IS NULL),
    CHECK (company_id <> id)
);
CREATE INDEX contacts_name ON contacts (sort_name, id);
CREATE INDEX contacts_kind ON contacts (kind, sort_name, id);
CREATE INDEX contacts_status ON contacts (status, sort_name, id);
CREATE INDEX contacts_owner ON contacts (assigned_to, sort_name, id);
CREATE INDEX contacts_created ON contacts (created_at, id);
CREATE INDEX contacts_updated ON contacts (updated_at, id);
CREATE INDEX contacts_last_interaction ON contacts (last_interaction_at, id);
CREATE INDEX contacts_company ON contacts (company_id) WHERE company_id IS NOT NULL;
CREATE INDEX contacts_tax_id ON contacts (tax_id) WHERE tax_id <> '';
CREATE UNIQUE INDEX contacts_external ON contacts (external_id, external_source, kind) WHERE external_id <> '';

-- Every e-mail, phone and link of a contact; contacts.email, phone, mobile_phone and website show the primary ones.
CREATE TABLE contact_channels (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    contact_id INTEGER NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('email', 'phone', 'link')),
    value TEXT NOT NULL CHECK (value <> ''),
    normal TEXT NOT NULL,
    label TEXT NOT NULL DEFAULT '',
    position INTEGER NOT NULL DEFAULT 0,
    is_primary INTEGER NOT NULL DEFAULT 0 CHECK (is_primary IN (0, 1)),
    opted_out INTEGER NOT NULL DEFAULT 0 CHECK (opted_out IN (0, 1)),
    invalid INTEGER NOT NULL DEFAULT 0 CHECK (invalid IN (0, 1)),
    version INTEGER NOT NULL
);
CREATE INDEX contact_channels_contact ON contact_channels (contact_id);
CREATE INDEX contact_channels_normal ON contact_channels (normal, kind);

-- The ids other programs know a contact by through contacts that were merged into it.
CREATE TABLE contact_aliases (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    contact_id INTEGER NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
    external_source TEXT NOT NULL,
    external_id TEXT NOT NULL CHECK (external_id <> ''),
    version INTEGER NOT NULL
);
CREATE INDEX contact_aliases_contact ON contact_aliases (contact_id);
CREATE INDEX contact_aliases_external ON contact_aliases (external_id, external_source);

-- Two contacts that look alike and that somebody called different: never offered as duplicates again.
CREATE TABLE different_contacts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    one_id INTEGER NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
    other_id INTEGER NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
    version INTEGER NOT NULL,
    CHECK (one_id < other_id),
    UNIQUE (one_id, other_id)
);
CREATE INDEX different_contacts_other ON different_contacts (other_id);

CREATE TABLE tags (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL CHECK (name <> ''),
    folded TEXT NOT NULL UNIQUE,
    color TEXT NOT NULL DEFAULT '',
    version INTEGER NOT NULL
);

CREATE TABLE contact_tags (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    contact_id INTEGER NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
    tag_id INTEGER NOT NULL REFERENCES tags (id) ON DELETE CASCADE,
    version INTEGER NOT NULL,
    UNIQUE (contact_id, tag_id)
);
CREATE INDEX contact_tags_tag ON contact_tags (tag_id, contact_id);

-- A contact with the customer that happened: call, e-mail, meeting, note and what the business adds.
CREATE TABLE interactions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    contact_id INTEGER NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
    type TEXT NOT NULL CHECK (type <> ''),
    subject TEXT NOT NULL DEFAULT '',
    body TEXT NOT NULL DEFAULT '',
    at TEXT NOT NULL,
    duration_minutes INTEGER CHECK (duration_minutes >= 0),
    outcome TEXT NOT NULL DEFAULT '',
    next_step TEXT NOT NULL DEFAULT '',
    user_id INTEGER REFERENCES users (id) ON DELETE SET NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    version INTEGER NOT NULL,
    external_source TEXT NOT NULL DEFAULT '',
    external_id TEXT NOT NULL DEFAULT ''
);
CREATE INDEX interactions_contact ON interactions (contact_id, at);
CREATE UNIQUE INDEX interactions_external ON interactions (external_id, external_source) WHERE external_id <> '';

-- Fields the business added. Values stand in the record's `custom` under `key`, which a rename never touches.
CREATE TABLE custom_fields (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    entity TEXT NOT NULL CHECK (entity IN ('contacts')),
    key TEXT NOT NULL,
    label TEXT NOT NULL CHECK (label <> ''),
    kind TEXT NOT NULL CHECK (kind IN ('text', 'long_text', 'number', 'money', 'date', 'yes_no', 'choice',
                                       'choices', 'email', 'phone', 'link')),
    choices TEXT NOT NULL DEFAULT '[]',
    currency TEXT NOT NULL DEFAULT '',
    required INTEGER NOT NULL DEFAULT 0 CHECK (required IN (0, 1)),
    default_value TEXT NOT NULL DEFAULT 'null',
    section TEXT NOT NULL DEFAULT '',
    position INTEGER NOT NULL DEFAULT 0,
    version INTEGER NOT NULL,
    UNIQUE (entity, key)
);

CREATE TABLE saved_views (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    entity TEXT NOT NULL,
    name TEXT NOT NULL CHECK (name <> ''),
    definition TEXT NOT NULL,
    user_id INTEGER REFERENCES users (id) ON DELETE CASCADE,
    shared INTEGER NOT NULL DEFAULT 0 CHECK (shared IN (0, 1)),
    position INTEGER NOT NULL DEFAULT 0,
    version INTEGER NOT NULL
);

-- How the columns of a kind of file go to fields, by name. `headers` is the folded set of headers it was made for.
CREATE TABLE import_mappings (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE CHECK (name <> ''),
    headers TEXT NOT NULL,
    definition TEXT NOT NULL,
    version INTEGER NOT NULL
);
CREATE INDEX import_mappings_headers ON import_mappings (headers);

-- Text of contacts folded once, on write: sort keys and the source of both search indexes. Derived, never logged.
CREATE TABLE contact_search (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    company TEXT NOT NULL,
    city TEXT NOT NULL,
    country TEXT NOT NULL,
    job_title TEXT NOT NULL,
    source TEXT NOT NULL,
    mail TEXT NOT NULL,
    tel TEXT NOT NULL,
    notes TEXT NOT NULL
);
CREATE INDEX contact_search_name ON contact_search (name, id);
CREATE INDEX contact_search_company ON contact_search (company, name, id);
CREATE INDEX contact_search_city ON contact_search (city, name, id);
CREATE INDEX contact_search_country ON contact_search (country, name, id);
CREATE INDEX contact_search_job_title ON contact_search (job_title, name, id);
CREATE INDEX contact_search_source ON contact_search (source, name, id);
CREATE INDEX contact_search_mail ON contact_search (mail, name, id);
CREATE VIRTUAL TABLE contact_words USING fts5 (
    name, company, mail, tel, notes,
    content = 'contact_search', content_rowid = 'id', tokenize = 'unicode61', prefix = '2 3'
);
CREATE VIRTUAL TABLE contact_infixes USING fts5 (
    name, company, mail, tel,
    content = 'contact_search', content_rowid = 'id', tokenize = 'trigram', detail = 'none', columnsize = 0
);
