-- Times are milliseconds since 1970; specs, maps and lists are JSON.

CREATE TABLE jobs (
    id       TEXT PRIMARY KEY,
    live     TEXT    NOT NULL,
    owner    TEXT    NOT NULL,
    archived INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE job_runs (
    id         TEXT PRIMARY KEY,
    job        TEXT    NOT NULL REFERENCES jobs (id),
    digest     TEXT    NOT NULL,
    attempt    INTEGER NOT NULL,
    status     TEXT    NOT NULL,
    message    TEXT    NOT NULL,
    notes      TEXT    NOT NULL,
    submitted  INTEGER NOT NULL,
    started    INTEGER,
    ended      INTEGER,
    spec       TEXT    NOT NULL,
    produces   TEXT    NOT NULL,
    contents   TEXT    NOT NULL, -- digest of each content of the spec -> its artifact
    owner      TEXT    NOT NULL,
    parameters TEXT    NOT NULL,
    registered TEXT    NOT NULL,
    forced     INTEGER NOT NULL, -- no step may be reused
    canceling  INTEGER NOT NULL,
    UNIQUE (job, digest, attempt)
);

-- One run of a digest at a time.
CREATE UNIQUE INDEX job_runs_under_way ON job_runs (job, digest) WHERE status IN ('QUEUED', 'RUNNING');

CREATE TABLE job_steps (
    run         TEXT    NOT NULL REFERENCES job_runs (id),
    name        TEXT    NOT NULL,
    position    INTEGER NOT NULL,
    status      TEXT    NOT NULL,
    attempt     INTEGER NOT NULL,
    lost        INTEGER NOT NULL,
    started     INTEGER,
    ended       INTEGER,
    exit_code   INTEGER,
    step_key    TEXT,
    key_parts   TEXT    NOT NULL,
    reused_from TEXT,
    why         TEXT    NOT NULL,
    message     TEXT    NOT NULL,
    outputs     TEXT    NOT NULL,
    metrics     TEXT    NOT NULL,
    lock        TEXT    NOT NULL,
    PRIMARY KEY (run, name)
);

CREATE INDEX job_steps_key ON job_steps (step_key);
