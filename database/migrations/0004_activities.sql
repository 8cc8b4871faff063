-- Activities grow up: series, reminders, calendars, e-mail, documents; contacts have a birthday.

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

ALTER TABLE activities ADD COLUMN priority TEXT NOT NULL DEFAULT 'normal' CHECK (priority IN ('low', 'normal', 'high'));
ALTER TABLE activities ADD COLUMN place TEXT NOT NULL DEFAULT '';
ALTER TABLE activities ADD COLUMN ends_on TEXT NOT NULL DEFAULT '';
ALTER TABLE activities ADD COLUMN reminders TEXT NOT NULL DEFAULT '[]';
ALTER TABLE activities ADD COLUMN series_id INTEGER REFERENCES activity_series (id) ON DELETE SET NULL;
ALTER TABLE activities ADD COLUMN series_day TEXT NOT NULL DEFAULT '';
ALTER TABLE activities ADD COLUMN apart INTEGER NOT NULL DEFAULT 0 CHECK (apart IN (0, 1));
ALTER TABLE activities ADD COLUMN sort_subject TEXT NOT NULL DEFAULT '';
-- Until now an activity lasted on one day, or a time and some minutes; `fold` is the program's own.
UPDATE activities SET
    sort_subject = fold(subject),
    ends_on = CASE WHEN due_on = '' OR due_at = '' OR coalesce(duration_minutes, 0) = 0 THEN due_on
        ELSE max(due_on, coalesce(date(due_at, (duration_minutes * 60 - 1) || ' seconds', 'localtime'), '')) END;
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
CREATE INDEX activities_subject ON activities (sort_subject, id);
CREATE UNIQUE INDEX activities_series ON activities (series_id, series_day) WHERE series_id IS NOT NULL;

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

ALTER TABLE interactions ADD COLUMN activity_id INTEGER REFERENCES activities (id) ON DELETE SET NULL;
CREATE INDEX interactions_activity ON interactions (activity_id) WHERE activity_id IS NOT NULL;

ALTER TABLE contacts ADD COLUMN birthday TEXT NOT NULL DEFAULT '';
CREATE INDEX contacts_birthday ON contacts (substr(birthday, 6)) WHERE birthday <> '';

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
