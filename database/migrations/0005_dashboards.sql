-- Dashboards, goals, reports and when they are written, and the segments of customers; users have a team.

ALTER TABLE users ADD COLUMN team TEXT NOT NULL DEFAULT '';

CREATE TABLE dashboards (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL CHECK (name <> ''),
    definition TEXT NOT NULL,
    user_id INTEGER REFERENCES users (id) ON DELETE CASCADE,
    shared INTEGER NOT NULL DEFAULT 0 CHECK (shared IN (0, 1)),
    position INTEGER NOT NULL DEFAULT 0,
    version INTEGER NOT NULL
);

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

CREATE TABLE reports (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL CHECK (name <> ''),
    definition TEXT NOT NULL,
    user_id INTEGER REFERENCES users (id) ON DELETE CASCADE,
    shared INTEGER NOT NULL DEFAULT 0 CHECK (shared IN (0, 1)),
    position INTEGER NOT NULL DEFAULT 0,
    version INTEGER NOT NULL
);

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

CREATE TABLE message_files (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    message_id INTEGER NOT NULL REFERENCES messages (id) ON DELETE CASCADE,
    name TEXT NOT NULL CHECK (name <> ''),
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    size INTEGER NOT NULL CHECK (size >= 0),
    version INTEGER NOT NULL
);
CREATE INDEX message_files_message ON message_files (message_id);

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

CREATE TABLE segment_computations (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    day TEXT NOT NULL,
    operation_id INTEGER NOT NULL,
    rules TEXT NOT NULL
);

-- What figures count: the age of open deals, contacts by source, activities by who did them.
DROP INDEX opportunities_open;
CREATE INDEX opportunities_open ON opportunities (
    pipeline_id, stage_id, currency, value, probability, expected_close, assigned_to, status, created_at
) WHERE status = 'open';
CREATE INDEX contacts_source ON contacts (source, created_at, assigned_to);
CREATE INDEX activities_done_by ON activities (assigned_to, completed_at) WHERE completed_at <> '';

-- Customers and loss reasons of closed opportunities too, so that one index has all that a dashboard adds up; and theirs
-- by owner and by loss reason, the days of each in order.
DROP INDEX opportunities_outcomes;
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
