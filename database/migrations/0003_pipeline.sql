-- Pipelines with their stages, opportunities, products, exchange rates, planned activities; deals have fields of their own.

CREATE TABLE pipelines (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL CHECK (name <> ''),
    active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
    position INTEGER NOT NULL DEFAULT 0,
    version INTEGER NOT NULL
);

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

CREATE TABLE loss_reasons (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL CHECK (name <> ''),
    needs_text INTEGER NOT NULL DEFAULT 0 CHECK (needs_text IN (0, 1)),
    active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
    position INTEGER NOT NULL DEFAULT 0,
    version INTEGER NOT NULL
);

CREATE TABLE sources (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL CHECK (name <> ''),
    active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
    position INTEGER NOT NULL DEFAULT 0,
    version INTEGER NOT NULL
);

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

CREATE TABLE exchange_rates (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    currency TEXT NOT NULL,
    base TEXT NOT NULL,
    day TEXT NOT NULL,
    rate TEXT NOT NULL CHECK (rate <> ''),
    version INTEGER NOT NULL,
    UNIQUE (currency, base, day)
);

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
    pipeline_id, stage_id, currency, value, probability, expected_close, assigned_to, status
) WHERE status = 'open';
CREATE INDEX opportunities_closed ON opportunities (
    stage_id, closed_on, currency, value, probability, assigned_to, status
) WHERE status <> 'open';
CREATE INDEX opportunities_worth ON opportunities (currency, value, probability);
CREATE INDEX opportunities_value ON opportunities (coalesce(value, -1000000000000001), id);
CREATE INDEX opportunities_outcomes ON opportunities (
    status, currency, closed_on, pipeline_id, assigned_to, value, source, created_at
) WHERE status <> 'open';
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
    version INTEGER NOT NULL
);
CREATE INDEX activities_open ON activities (assigned_to, due_on, due_at) WHERE completed_at = '';
CREATE INDEX activities_opportunity ON activities (opportunity_id, completed_at, due_on, due_at)
    WHERE opportunity_id IS NOT NULL;
CREATE INDEX activities_contact ON activities (contact_id) WHERE contact_id IS NOT NULL;
CREATE UNIQUE INDEX activities_external ON activities (external_id, external_source) WHERE external_id <> '';

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

ALTER TABLE interactions ADD COLUMN opportunity_id INTEGER REFERENCES opportunities (id) ON DELETE SET NULL;
CREATE INDEX interactions_opportunity ON interactions (opportunity_id, type, at) WHERE opportunity_id IS NOT NULL;

CREATE TABLE custom_fields_before AS SELECT * FROM custom_fields;
CREATE TABLE last_custom_field AS SELECT name, seq FROM sqlite_sequence WHERE name = 'custom_fields';
DROP TABLE custom_fields;
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
INSERT INTO custom_fields SELECT * FROM custom_fields_before;
DELETE FROM sqlite_sequence WHERE name = 'custom_fields';
INSERT INTO sqlite_sequence SELECT name, seq FROM last_custom_field;
DROP TABLE custom_fields_before;
DROP TABLE last_custom_field;

CREATE INDEX changes_removed_of_deals ON changes (json_extract(before, '$.opportunity_id')) WHERE action = 'remove';
CREATE INDEX changes_redated ON changes (
    json_extract(before, '$.expected_close'), json_extract(after, '$.expected_close'), entity_id
) WHERE entity = 'opportunities' AND action = 'change' AND json_extract(before, '$.expected_close') IS NOT NULL;
