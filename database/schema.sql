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
    version INTEGER NOT NULL,
    team TEXT NOT NULL DEFAULT ''
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
-- The lines and tags an opportunity once had, for its history.
CREATE INDEX changes_removed_of_deals ON changes (json_extract(before, '$.opportunity_id')) WHERE action = 'remove';
-- Expected closings of opportunities that were put off, by the day they left.
CREATE INDEX changes_redated ON changes (
    json_extract(before, '$.expected_close'), json_extract(after, '$.expected_close'), entity_id
) WHERE entity = 'opportunities' AND action = 'change' AND json_extract(before, '$.expected_close') IS NOT NULL;

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
    birthday TEXT NOT NULL DEFAULT '',
    CHECK (kind = 'person' OR company <> ''),
    CHECK (kind = 'person' OR company_id IS NULL),
    CHECK (company_id <> id)
);
CREATE INDEX contacts_name ON contacts (sort_name, id);
CREATE INDEX contacts_kind ON contacts (kind, sort_name, id);
CREATE INDEX contacts_status ON contacts (status, sort_name, id);
CREATE INDEX contacts_owner ON contacts (assigned_to, sort_name, id);
CREATE INDEX contacts_created ON contacts (created_at, id);
CREATE INDEX contacts_source ON contacts (source, created_at, assigned_to);
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
    external_id TEXT NOT NULL DEFAULT '',
    opportunity_id INTEGER REFERENCES opportunities (id) ON DELETE SET NULL,
    activity_id INTEGER REFERENCES activities (id) ON DELETE SET NULL
);
CREATE INDEX interactions_contact ON interactions (contact_id, at);
CREATE INDEX interactions_opportunity ON interactions (opportunity_id, type, at) WHERE opportunity_id IS NOT NULL;
CREATE UNIQUE INDEX interactions_external ON interactions (external_id, external_source) WHERE external_id <> '';

-- Fields the business added. Values stand in the record's `custom` under `key`, which a rename never touches.
CREATE TABLE custom_fields (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    entity TEXT NOT NULL CHECK (entity IN ('contacts', 'opportunities')),
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

-- What the business sells through. A stage, product, reason or source that is out of use keeps its row (`active` 0): the
-- past points at it. Names that a template brought are msgids, shown in the user's language; others are the user's words.
CREATE TABLE pipelines (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL CHECK (name <> ''),
    active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
    position INTEGER NOT NULL DEFAULT 0,
    version INTEGER NOT NULL
);

-- `rotting_days` 0: deals in this stage do not rot. `expected_days` 0: not known.
CREATE TABLE stages (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    pipeline_id INTEGER NOT NULL REFERENCES pipelines (id) ON DELETE CASCADE,
    name TEXT NOT NULL CHECK (name <> ''),
    kind TEXT NOT NULL DEFAULT 'open' CHECK (kind IN ('open', 'won', 'lost')),
    color TEXT NOT NULL DEFAULT '',
    probability INTEGER NOT NULL DEFAULT 0 CHECK (probability BETWEEN 0 AND 100),
    expected_days INTEGER NOT NULL DEFAULT 0 CHECK (expected_days >= 0),
    rotting_days INTEGER NOT NULL DEFAULT 0 CHECK (rotting_days >= 0),
    active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
    position INTEGER NOT NULL DEFAULT 0,
    version INTEGER NOT NULL
);
CREATE INDEX stages_pipeline ON stages (pipeline_id, position);

-- `needs_text` 1: who chooses this reason says more ("other").
CREATE TABLE loss_reasons (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL CHECK (name <> ''),
    needs_text INTEGER NOT NULL DEFAULT 0 CHECK (needs_text IN (0, 1)),
    active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
    position INTEGER NOT NULL DEFAULT 0,
    version INTEGER NOT NULL
);

-- Where customers and deals come from; records keep the name as text.
CREATE TABLE sources (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL CHECK (name <> ''),
    active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
    position INTEGER NOT NULL DEFAULT 0,
    version INTEGER NOT NULL
);

-- Types of interactions and activities beside the built-in call, email, meeting, note and task; records keep `key`.
CREATE TABLE interaction_types (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE CHECK (key <> ''),
    name TEXT NOT NULL CHECK (name <> ''),
    active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
    position INTEGER NOT NULL DEFAULT 0,
    version INTEGER NOT NULL
);

CREATE TABLE products (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL CHECK (name <> ''),
    code TEXT NOT NULL DEFAULT '',
    price INTEGER,
    currency TEXT NOT NULL,
    active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
    folded TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    version INTEGER NOT NULL
);
CREATE INDEX products_name ON products (folded, id);
CREATE INDEX products_code ON products (code) WHERE code <> '';

-- What one unit of `currency` was worth in `base` from `day` on: a decimal number as text, kept exactly.
CREATE TABLE exchange_rates (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    currency TEXT NOT NULL,
    base TEXT NOT NULL,
    day TEXT NOT NULL,
    rate TEXT NOT NULL CHECK (rate <> ''),
    version INTEGER NOT NULL,
    UNIQUE (currency, base, day)
);

-- Deals. `contact_id` is a person, `company_id` a company; `status` is the kind of the stage. `value` is in minor units of
-- `currency`, NULL while not known; with `value_from_lines` it is the sum of the lines. The probability is the stage's
-- until it is set by hand. `furthest_stage_id` is the open stage furthest along that it left so far, NULL when it left
-- none. `rank` orders a column of the board: text keys between which there is always another one.
CREATE TABLE opportunities (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    title TEXT NOT NULL CHECK (title <> ''),
    sort_title TEXT NOT NULL,
    contact_id INTEGER REFERENCES contacts (id) ON DELETE SET NULL,
    company_id INTEGER REFERENCES contacts (id) ON DELETE SET NULL,
    pipeline_id INTEGER NOT NULL REFERENCES pipelines (id),
    stage_id INTEGER NOT NULL REFERENCES stages (id),
    status TEXT NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'won', 'lost')),
    value INTEGER,
    currency TEXT NOT NULL,
    value_from_lines INTEGER NOT NULL DEFAULT 0 CHECK (value_from_lines IN (0, 1)),
    probability INTEGER NOT NULL CHECK (probability BETWEEN 0 AND 100),
    probability_by_hand INTEGER NOT NULL DEFAULT 0 CHECK (probability_by_hand IN (0, 1)),
    expected_close TEXT NOT NULL DEFAULT '',
    closed_on TEXT NOT NULL DEFAULT '',
    furthest_stage_id INTEGER REFERENCES stages (id) ON DELETE SET NULL,
    loss_reason_id INTEGER REFERENCES loss_reasons (id) ON DELETE SET NULL,
    loss_note TEXT NOT NULL DEFAULT '',
    source TEXT NOT NULL DEFAULT '',
    description TEXT NOT NULL DEFAULT '',
    assigned_to INTEGER REFERENCES users (id) ON DELETE SET NULL,
    rank TEXT NOT NULL,
    stage_since TEXT NOT NULL,
    snoozed_until TEXT NOT NULL DEFAULT '',
    external_source TEXT NOT NULL DEFAULT '',
    external_id TEXT NOT NULL DEFAULT '',
    custom TEXT NOT NULL DEFAULT '{}',
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    version INTEGER NOT NULL,
    CHECK ((status = 'open') = (closed_on = ''))
);
CREATE INDEX opportunities_board ON opportunities (stage_id, rank, id);
CREATE INDEX opportunities_open ON opportunities (
    pipeline_id, stage_id, currency, value, probability, expected_close, assigned_to, status, created_at
) WHERE status = 'open';
CREATE INDEX opportunities_closed ON opportunities (
    stage_id, closed_on, currency, value, probability, assigned_to, status
) WHERE status <> 'open';
CREATE INDEX opportunities_worth ON opportunities (currency, value, probability);
CREATE INDEX opportunities_value ON opportunities (coalesce(value, -1000000000000001), id);
CREATE INDEX opportunities_outcomes ON opportunities (
    status, currency, closed_on, pipeline_id, assigned_to, value, source, created_at, contact_id, company_id,
    loss_reason_id
) WHERE status <> 'open';
CREATE INDEX opportunities_results ON opportunities (
    status, currency, assigned_to, closed_on, value, pipeline_id
) WHERE status <> 'open';
CREATE INDEX opportunities_losses ON opportunities (
    loss_reason_id, currency, closed_on, value, pipeline_id, assigned_to, status
) WHERE status = 'lost';
CREATE INDEX opportunities_reach ON opportunities (
    pipeline_id, status, stage_id, furthest_stage_id, created_at, closed_on, assigned_to
);
CREATE INDEX opportunities_contact ON opportunities (contact_id) WHERE contact_id IS NOT NULL;
CREATE INDEX opportunities_company ON opportunities (company_id) WHERE company_id IS NOT NULL;
CREATE INDEX opportunities_owner ON opportunities (assigned_to, id);
CREATE INDEX opportunities_title ON opportunities (sort_title, id);
CREATE INDEX opportunities_close ON opportunities (expected_close, id);
CREATE INDEX opportunities_created ON opportunities (created_at, id);
CREATE INDEX opportunities_updated ON opportunities (updated_at, id);
CREATE UNIQUE INDEX opportunities_external ON opportunities (external_id, external_source) WHERE external_id <> '';

-- What an opportunity consists of. `quantity` in thousandths, `unit_price` in minor units of the opportunity's currency,
-- `discount` in hundredths of a percent.
CREATE TABLE opportunity_lines (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    opportunity_id INTEGER NOT NULL REFERENCES opportunities (id) ON DELETE CASCADE,
    product_id INTEGER REFERENCES products (id) ON DELETE SET NULL,
    name TEXT NOT NULL DEFAULT '',
    quantity INTEGER NOT NULL DEFAULT 1000,
    unit_price INTEGER,
    discount INTEGER NOT NULL DEFAULT 0 CHECK (discount BETWEEN 0 AND 10000),
    position INTEGER NOT NULL DEFAULT 0,
    version INTEGER NOT NULL
);
CREATE INDEX opportunity_lines_opportunity ON opportunity_lines (opportunity_id, product_id);
CREATE INDEX opportunity_lines_product ON opportunity_lines (product_id) WHERE product_id IS NOT NULL;

CREATE TABLE opportunity_tags (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    opportunity_id INTEGER NOT NULL REFERENCES opportunities (id) ON DELETE CASCADE,
    tag_id INTEGER NOT NULL REFERENCES tags (id) ON DELETE CASCADE,
    version INTEGER NOT NULL,
    UNIQUE (opportunity_id, tag_id)
);
CREATE INDEX opportunity_tags_tag ON opportunity_tags (tag_id, opportunity_id);

-- Each move of a deal, written at the move: from nothing when it was made. `seconds` were spent in the stage left.
CREATE TABLE stage_history (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    opportunity_id INTEGER NOT NULL REFERENCES opportunities (id) ON DELETE CASCADE,
    from_stage_id INTEGER REFERENCES stages (id) ON DELETE CASCADE,
    to_stage_id INTEGER NOT NULL REFERENCES stages (id) ON DELETE CASCADE,
    user_id INTEGER REFERENCES users (id) ON DELETE SET NULL,
    at TEXT NOT NULL,
    seconds INTEGER NOT NULL DEFAULT 0 CHECK (seconds >= 0),
    version INTEGER NOT NULL
);
CREATE INDEX stage_history_opportunity ON stage_history (opportunity_id, id);
CREATE INDEX stage_history_stage ON stage_history (to_stage_id, opportunity_id);
CREATE INDEX stage_history_left ON stage_history (from_stage_id, seconds) WHERE from_stage_id IS NOT NULL;
CREATE INDEX stage_history_times ON stage_history (from_stage_id, at, seconds) WHERE from_stage_id IS NOT NULL;

-- What is planned with a customer. `due_on` is the day; `due_at` the moment, where a time was given.
CREATE TABLE activities (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    type TEXT NOT NULL CHECK (type <> ''),
    subject TEXT NOT NULL DEFAULT '',
    description TEXT NOT NULL DEFAULT '',
    contact_id INTEGER REFERENCES contacts (id) ON DELETE SET NULL,
    opportunity_id INTEGER REFERENCES opportunities (id) ON DELETE SET NULL,
    due_on TEXT NOT NULL DEFAULT '',
    due_at TEXT NOT NULL DEFAULT '',
    duration_minutes INTEGER CHECK (duration_minutes >= 0),
    assigned_to INTEGER REFERENCES users (id) ON DELETE SET NULL,
    completed_at TEXT NOT NULL DEFAULT '',
    outcome TEXT NOT NULL DEFAULT '',
    external_source TEXT NOT NULL DEFAULT '',
    external_id TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    version INTEGER NOT NULL,
    priority TEXT NOT NULL DEFAULT 'normal' CHECK (priority IN ('low', 'normal', 'high')),
    place TEXT NOT NULL DEFAULT '',
    ends_on TEXT NOT NULL DEFAULT '',
    reminders TEXT NOT NULL DEFAULT '[]',
    series_id INTEGER REFERENCES activity_series (id) ON DELETE SET NULL,
    series_day TEXT NOT NULL DEFAULT '',
    apart INTEGER NOT NULL DEFAULT 0 CHECK (apart IN (0, 1)),
    sort_subject TEXT NOT NULL DEFAULT ''
);
CREATE INDEX activities_open ON activities (assigned_to, due_on, due_at) WHERE completed_at = '';
CREATE INDEX activities_opportunity ON activities (opportunity_id, completed_at, due_on, due_at)
    WHERE opportunity_id IS NOT NULL;
CREATE INDEX activities_contact ON activities (contact_id) WHERE contact_id IS NOT NULL;
CREATE UNIQUE INDEX activities_external ON activities (external_id, external_source) WHERE external_id <> '';

-- The forecast as it stood on a day, per pipeline, month of expected close ('' without a date), owner and currency:
-- what was said then is compared with what came.
CREATE TABLE forecast_snapshots (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    day TEXT NOT NULL,
    pipeline_id INTEGER NOT NULL REFERENCES pipelines (id) ON DELETE CASCADE,
    month TEXT NOT NULL,
    assigned_to INTEGER REFERENCES users (id) ON DELETE SET NULL,
    currency TEXT NOT NULL,
    count INTEGER NOT NULL,
    value INTEGER NOT NULL,
    weighted INTEGER NOT NULL,
    won INTEGER NOT NULL,
    version INTEGER NOT NULL
);
CREATE INDEX forecast_snapshots_day ON forecast_snapshots (day, pipeline_id);

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

-- A rule and what each activity of it is: every occurrence up to made_until is an ordinary row of activities.
-- `rule` is an RRULE; starts_at is the wall time in `zone`, '' for all day; excluded are days taken out by hand.
CREATE TABLE activity_series (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    rule TEXT NOT NULL CHECK (rule <> ''),
    starts_on TEXT NOT NULL CHECK (starts_on <> ''),
    starts_at TEXT NOT NULL DEFAULT '',
    zone TEXT NOT NULL DEFAULT '',
    excluded TEXT NOT NULL DEFAULT '[]',
    made_until TEXT NOT NULL DEFAULT '',
    type TEXT NOT NULL CHECK (type <> ''),
    subject TEXT NOT NULL DEFAULT '',
    description TEXT NOT NULL DEFAULT '',
    contact_id INTEGER REFERENCES contacts (id) ON DELETE SET NULL,
    opportunity_id INTEGER REFERENCES opportunities (id) ON DELETE SET NULL,
    duration_minutes INTEGER CHECK (duration_minutes >= 0),
    priority TEXT NOT NULL DEFAULT 'normal' CHECK (priority IN ('low', 'normal', 'high')),
    place TEXT NOT NULL DEFAULT '',
    reminders TEXT NOT NULL DEFAULT '[]',
    assigned_to INTEGER REFERENCES users (id) ON DELETE SET NULL,
    external_source TEXT NOT NULL DEFAULT '',
    external_id TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    version INTEGER NOT NULL
);
CREATE INDEX activity_series_made ON activity_series (made_until);
CREATE INDEX activity_series_contact ON activity_series (contact_id) WHERE contact_id IS NOT NULL;
CREATE INDEX activity_series_opportunity ON activity_series (opportunity_id) WHERE opportunity_id IS NOT NULL;
CREATE UNIQUE INDEX activity_series_external ON activity_series (external_id, external_source) WHERE external_id <> '';
-- Lists by date: what has no time ends its day, what has no day the list (DUE in activity_queries.py).
CREATE INDEX activities_planned ON activities (
    CASE due_on WHEN '' THEN '~' ELSE due_on || CASE due_at WHEN '' THEN '~' ELSE due_at END END,
    id, due_on, due_at, ends_on, assigned_to
) WHERE completed_at = '';
CREATE INDEX activities_listed ON activities (
    CASE due_on WHEN '' THEN '~' ELSE due_on || CASE due_at WHEN '' THEN '~' ELSE due_at END END, id
);
CREATE INDEX activities_days ON activities (due_on, due_at, id) WHERE due_on <> '';
CREATE INDEX activities_long ON activities (ends_on, due_on) WHERE ends_on > due_on;
CREATE INDEX activities_done ON activities (completed_at, assigned_to, type) WHERE completed_at <> '';
CREATE INDEX activities_done_by ON activities (assigned_to, completed_at) WHERE completed_at <> '';
CREATE INDEX activities_subject ON activities (sort_subject, id);
CREATE UNIQUE INDEX activities_series ON activities (series_id, series_day) WHERE series_id IS NOT NULL;

-- When to speak of an activity; seen_at '' until somebody saw it. Kept by the program, outside Ctrl+Z.
CREATE TABLE reminders (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    activity_id INTEGER NOT NULL REFERENCES activities (id) ON DELETE CASCADE,
    minutes INTEGER NOT NULL CHECK (minutes >= 0),
    at TEXT NOT NULL,
    snoozed_until TEXT NOT NULL DEFAULT '',
    seen_at TEXT NOT NULL DEFAULT '',
    version INTEGER NOT NULL,
    UNIQUE (activity_id, minutes)
);
CREATE INDEX reminders_waiting ON reminders (at, activity_id) WHERE seen_at = '';
CREATE INDEX interactions_activity ON interactions (activity_id) WHERE activity_id IS NOT NULL;
CREATE INDEX contacts_birthday ON contacts (substr(birthday, 6)) WHERE birthday <> '';

-- Calendars outside the file: an ICS address or folder that is read, a CalDAV calendar that is kept alike.
CREATE TABLE calendars (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    user_id INTEGER REFERENCES users (id) ON DELETE CASCADE,
    name TEXT NOT NULL CHECK (name <> ''),
    kind TEXT NOT NULL CHECK (kind IN ('address', 'folder', 'caldav')),
    address TEXT NOT NULL CHECK (address <> ''),
    login TEXT NOT NULL DEFAULT '',
    color TEXT NOT NULL DEFAULT '',
    shown INTEGER NOT NULL DEFAULT 1 CHECK (shown IN (0, 1)),
    every_minutes INTEGER NOT NULL DEFAULT 60 CHECK (every_minutes > 0),
    read_at TEXT NOT NULL DEFAULT '',
    next_read_at TEXT NOT NULL DEFAULT '',
    failures INTEGER NOT NULL DEFAULT 0,
    problem TEXT NOT NULL DEFAULT '',
    token TEXT NOT NULL DEFAULT '',
    position INTEGER NOT NULL DEFAULT 0,
    version INTEGER NOT NULL
);

-- What a subscribed calendar holds: one row per UID, its events as they were read.
CREATE TABLE calendar_events (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    calendar_id INTEGER NOT NULL REFERENCES calendars (id) ON DELETE CASCADE,
    uid TEXT NOT NULL,
    first_on TEXT NOT NULL,
    last_on TEXT NOT NULL DEFAULT '',
    source TEXT NOT NULL,
    version INTEGER NOT NULL,
    UNIQUE (calendar_id, uid)
);
CREATE INDEX calendar_events_days ON calendar_events (calendar_id, first_on, last_on);

-- Which activity is which event of a CalDAV calendar, and what both sides last agreed on.
CREATE TABLE calendar_links (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    calendar_id INTEGER NOT NULL REFERENCES calendars (id) ON DELETE CASCADE,
    activity_id INTEGER REFERENCES activities (id) ON DELETE SET NULL,
    series_id INTEGER REFERENCES activity_series (id) ON DELETE SET NULL,
    uid TEXT NOT NULL,
    href TEXT NOT NULL DEFAULT '',
    etag TEXT NOT NULL DEFAULT '',
    agreed TEXT NOT NULL DEFAULT '',
    theirs TEXT NOT NULL DEFAULT '',
    conflict_at TEXT NOT NULL DEFAULT '',
    version INTEGER NOT NULL,
    UNIQUE (calendar_id, uid)
);
CREATE INDEX calendar_links_activity ON calendar_links (activity_id) WHERE activity_id IS NOT NULL;
CREATE INDEX calendar_links_series ON calendar_links (series_id) WHERE series_id IS NOT NULL;

-- Where mail is sent and read; passwords stand in the system's keyring, never here. `trusted` are fingerprints of
-- certificates nobody vouches for, which the user accepted for this account, with spaces between.
CREATE TABLE mail_accounts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    user_id INTEGER REFERENCES users (id) ON DELETE CASCADE,
    name TEXT NOT NULL DEFAULT '',
    address TEXT NOT NULL CHECK (address <> ''),
    smtp_host TEXT NOT NULL DEFAULT '',
    smtp_port INTEGER NOT NULL DEFAULT 587,
    smtp_security TEXT NOT NULL DEFAULT 'starttls' CHECK (smtp_security IN ('tls', 'starttls', 'none')),
    smtp_login TEXT NOT NULL DEFAULT '',
    imap_host TEXT NOT NULL DEFAULT '',
    imap_port INTEGER NOT NULL DEFAULT 993,
    imap_security TEXT NOT NULL DEFAULT 'tls' CHECK (imap_security IN ('tls', 'starttls', 'none')),
    imap_login TEXT NOT NULL DEFAULT '',
    signature TEXT NOT NULL DEFAULT '',
    trusted TEXT NOT NULL DEFAULT '',
    active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
    position INTEGER NOT NULL DEFAULT 0,
    version INTEGER NOT NULL
);

-- Folders of an account that are read for mail with known contacts.
CREATE TABLE mail_folders (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id INTEGER NOT NULL REFERENCES mail_accounts (id) ON DELETE CASCADE,
    name TEXT NOT NULL CHECK (name <> ''),
    active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
    validity INTEGER NOT NULL DEFAULT 0,
    last_uid INTEGER NOT NULL DEFAULT 0,
    read_at TEXT NOT NULL DEFAULT '',
    problem TEXT NOT NULL DEFAULT '',
    version INTEGER NOT NULL,
    UNIQUE (account_id, name)
);

CREATE TABLE mail_templates (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL CHECK (name <> ''),
    language TEXT NOT NULL DEFAULT '',
    subject TEXT NOT NULL DEFAULT '',
    body TEXT NOT NULL DEFAULT '',
    active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
    position INTEGER NOT NULL DEFAULT 0,
    version INTEGER NOT NULL
);

-- Mail written here. 'sending' is written before the server hears of it, so that nothing is sent twice. `files` is how
-- many documents went along when it was queued: without one of them it is not sent.
CREATE TABLE messages (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    message_id TEXT NOT NULL UNIQUE CHECK (message_id <> ''),
    account_id INTEGER REFERENCES mail_accounts (id) ON DELETE SET NULL,
    template_id INTEGER REFERENCES mail_templates (id) ON DELETE SET NULL,
    contact_id INTEGER REFERENCES contacts (id) ON DELETE SET NULL,
    opportunity_id INTEGER REFERENCES opportunities (id) ON DELETE SET NULL,
    interaction_id INTEGER REFERENCES interactions (id) ON DELETE SET NULL,
    user_id INTEGER REFERENCES users (id) ON DELETE SET NULL,
    recipient TEXT NOT NULL DEFAULT '',
    copies TEXT NOT NULL DEFAULT '',
    subject TEXT NOT NULL DEFAULT '',
    body TEXT NOT NULL DEFAULT '',
    files INTEGER NOT NULL DEFAULT 0,
    state TEXT NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'waiting', 'sending', 'sent', 'failed', 'unsure')),
    send_after TEXT NOT NULL DEFAULT '',
    attempts INTEGER NOT NULL DEFAULT 0,
    problem TEXT NOT NULL DEFAULT '',
    sent_at TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    version INTEGER NOT NULL
);
CREATE INDEX messages_state ON messages (state, send_after);
CREATE INDEX messages_contact ON messages (contact_id) WHERE contact_id IS NOT NULL;
CREATE INDEX messages_opportunity ON messages (opportunity_id) WHERE opportunity_id IS NOT NULL;

-- Files of contacts and opportunities; the content stands in the folder beside the file, named by its hash.
CREATE TABLE documents (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL CHECK (name <> ''),
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    size INTEGER NOT NULL CHECK (size >= 0),
    contact_id INTEGER REFERENCES contacts (id) ON DELETE CASCADE,
    opportunity_id INTEGER REFERENCES opportunities (id) ON DELETE CASCADE,
    interaction_id INTEGER REFERENCES interactions (id) ON DELETE SET NULL,
    user_id INTEGER REFERENCES users (id) ON DELETE SET NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    version INTEGER NOT NULL,
    CHECK (contact_id IS NOT NULL OR opportunity_id IS NOT NULL)
);
CREATE INDEX documents_contact ON documents (contact_id) WHERE contact_id IS NOT NULL;
CREATE INDEX documents_opportunity ON documents (opportunity_id) WHERE opportunity_id IS NOT NULL;
CREATE INDEX documents_content ON documents (sha256);

CREATE TABLE message_documents (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    message_id INTEGER NOT NULL REFERENCES messages (id) ON DELETE CASCADE,
    document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    version INTEGER NOT NULL,
    UNIQUE (message_id, document_id)
);

-- Pages of cards, each with a kind, a size and its options. Without any, a user sees the one of the file's template.
CREATE TABLE dashboards (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL CHECK (name <> ''),
    definition TEXT NOT NULL,
    user_id INTEGER REFERENCES users (id) ON DELETE CASCADE,
    shared INTEGER NOT NULL DEFAULT 0 CHECK (shared IN (0, 1)),
    position INTEGER NOT NULL DEFAULT 0,
    version INTEGER NOT NULL
);

-- What a person, a team, or with neither everybody is to reach in the month or quarter that begins on starts_on. `target` is in
-- minor units of `currency` for a value, else a number.
CREATE TABLE goals (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    user_id INTEGER REFERENCES users (id) ON DELETE CASCADE,
    team TEXT NOT NULL DEFAULT '',
    measure TEXT NOT NULL CHECK (measure IN ('won_value', 'won_count', 'activities')),
    period TEXT NOT NULL CHECK (period IN ('month', 'quarter')),
    starts_on TEXT NOT NULL CHECK (starts_on <> ''),
    target INTEGER NOT NULL CHECK (target > 0),
    currency TEXT NOT NULL DEFAULT '',
    version INTEGER NOT NULL,
    CHECK (user_id IS NULL OR team = '')
);
CREATE UNIQUE INDEX goals_one ON goals (starts_on, period, measure, coalesce(user_id, 0), team);

-- Tables over records, as a user builds them: entity, columns, filters, groupings, sums, order, chart.
CREATE TABLE reports (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL CHECK (name <> ''),
    definition TEXT NOT NULL,
    user_id INTEGER REFERENCES users (id) ON DELETE CASCADE,
    shared INTEGER NOT NULL DEFAULT 0 CHECK (shared IN (0, 1)),
    position INTEGER NOT NULL DEFAULT 0,
    version INTEGER NOT NULL
);

-- When a report (`ready_made`: one of the program's own) is written to a folder or put in the outbox. `at` is the time on
-- the wall, `on_day` 0 (Monday) to 6 of a week, or 1 to 31 of a month, its last day where it is shorter. next_at, last_at,
-- problem and attempts are kept by the program, outside Ctrl+Z.
CREATE TABLE report_schedules (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    report_id INTEGER REFERENCES reports (id) ON DELETE CASCADE,
    ready_made TEXT NOT NULL DEFAULT '',
    user_id INTEGER REFERENCES users (id) ON DELETE CASCADE,
    every TEXT NOT NULL CHECK (every IN ('day', 'workday', 'week', 'month')),
    on_day INTEGER NOT NULL DEFAULT 0 CHECK (on_day BETWEEN 0 AND 31),
    at TEXT NOT NULL CHECK (length(at) = 5),
    format TEXT NOT NULL DEFAULT 'pdf' CHECK (format IN ('pdf', 'xlsx', 'csv')),
    folder TEXT NOT NULL DEFAULT '',
    account_id INTEGER REFERENCES mail_accounts (id) ON DELETE SET NULL,
    recipient TEXT NOT NULL DEFAULT '',
    active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
    next_at TEXT NOT NULL DEFAULT '',
    planned TEXT NOT NULL DEFAULT '',
    last_at TEXT NOT NULL DEFAULT '',
    problem TEXT NOT NULL DEFAULT '',
    attempts INTEGER NOT NULL DEFAULT 0,
    version INTEGER NOT NULL,
    CHECK (folder <> '' OR recipient <> '')
);
CREATE INDEX report_schedules_report ON report_schedules (report_id) WHERE report_id IS NOT NULL;

-- Files that go along with an e-mail and belong to it alone, as a report; the content stands where those of documents do.
CREATE TABLE message_files (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    message_id INTEGER NOT NULL REFERENCES messages (id) ON DELETE CASCADE,
    name TEXT NOT NULL CHECK (name <> ''),
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    size INTEGER NOT NULL CHECK (size >= 0),
    version INTEGER NOT NULL
);
CREATE INDEX message_files_message ON message_files (message_id);

-- In which segment a customer is and by which numbers: derived from won deals in the background, never logged. The numbers
-- are those of the days up to the last purchase; `since` is the day it came into the segment, `quiet_since` the day a good
-- customer went quiet, told_at '' until somebody heard of it.
CREATE TABLE contact_segments (
    id INTEGER PRIMARY KEY REFERENCES contacts (id) ON DELETE CASCADE,
    segment TEXT NOT NULL CHECK (segment IN ('frequent', 'occasional', 'at_risk', 'inactive')),
    good INTEGER NOT NULL DEFAULT 0 CHECK (good IN (0, 1)),
    last_won_on TEXT NOT NULL,
    won_count INTEGER NOT NULL,
    won_value INTEGER NOT NULL,
    unpriced INTEGER NOT NULL DEFAULT 0,
    own_count INTEGER NOT NULL DEFAULT 0,
    own_value INTEGER NOT NULL DEFAULT 0,
    since TEXT NOT NULL,
    quiet_since TEXT NOT NULL DEFAULT '',
    told_at TEXT NOT NULL DEFAULT ''
);
CREATE INDEX contact_segments_segment ON contact_segments (segment, id, good, unpriced, own_value);
CREATE INDEX contact_segments_quiet ON contact_segments (quiet_since, id) WHERE quiet_since <> '';

-- What the segments were last worked out from, in one row: the day, the newest operation, the rules as text.
CREATE TABLE segment_computations (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    day TEXT NOT NULL,
    operation_id INTEGER NOT NULL,
    rules TEXT NOT NULL
);
