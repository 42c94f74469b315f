-- Assets, environments and jobs belong to a workspace, `repository/workspace`: two workspaces may use the same ids, and
-- neither sees the other's. What was there belongs to the workspace in its owner tag; what a run registered, to the run's.
-- Services keep one name each, since the name of an endpoint is its address on this machine.

CREATE TABLE workspace_jobs (
    workspace TEXT    NOT NULL,
    id        TEXT    NOT NULL,
    live      TEXT    NOT NULL,
    owner     TEXT    NOT NULL,
    archived  INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (workspace, id)
);

INSERT INTO workspace_jobs (workspace, id, live, owner, archived)
SELECT json_extract(owner, '$.workspace'), id, live, owner, archived FROM jobs;

-- A run may be of another workspace than the one that declared its job last.
INSERT OR IGNORE INTO workspace_jobs (workspace, id, live, owner, archived)
SELECT json_extract(r.owner, '$.workspace'), r.job, j.live, r.owner, j.archived
FROM job_runs r JOIN jobs j ON j.id = r.job ORDER BY r.submitted;

CREATE TABLE workspace_job_runs (
    id         TEXT PRIMARY KEY,
    workspace  TEXT    NOT NULL,
    job        TEXT    NOT NULL,
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
    UNIQUE (workspace, job, digest, attempt),
    FOREIGN KEY (workspace, job) REFERENCES workspace_jobs (workspace, id)
);

INSERT INTO workspace_job_runs (id, workspace, job, digest, attempt, status, message, notes, submitted, started, ended,
                                spec, produces, contents, owner, parameters, registered, forced, canceling)
SELECT id, json_extract(owner, '$.workspace'), job, digest, attempt, status, message, notes, submitted, started, ended,
       spec, produces, contents, owner, parameters, registered, forced, canceling
FROM job_runs ORDER BY submitted, rowid;

CREATE TABLE workspace_job_steps (
    run         TEXT    NOT NULL REFERENCES workspace_job_runs (id),
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

INSERT INTO workspace_job_steps (run, name, position, status, attempt, lost, started, ended, exit_code, step_key, key_parts,
                                 reused_from, why, message, outputs, metrics, lock)
SELECT run, name, position, status, attempt, lost, started, ended, exit_code, step_key, key_parts,
       reused_from, why, message, outputs, metrics, lock
FROM job_steps;

CREATE TABLE workspace_asset (
    workspace TEXT    NOT NULL,
    kind      TEXT    NOT NULL,
    name      TEXT    NOT NULL,
    archived  INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (workspace, kind, name)
);

CREATE TABLE workspace_asset_version (
    position   INTEGER PRIMARY KEY AUTOINCREMENT,
    workspace  TEXT NOT NULL,
    kind       TEXT NOT NULL,
    name       TEXT NOT NULL,
    version    TEXT NOT NULL,
    number     INTEGER,
    digest     TEXT,
    spec       TEXT NOT NULL,
    type       TEXT NOT NULL,
    artifact   TEXT,
    folder     INTEGER,
    bytes      INTEGER,
    external   TEXT,
    owner      TEXT,
    run        TEXT,
    output     TEXT,
    metrics    TEXT NOT NULL DEFAULT '{}',
    created_at TEXT NOT NULL,
    UNIQUE (workspace, kind, name, version),
    UNIQUE (run, output),
    FOREIGN KEY (workspace, kind, name) REFERENCES workspace_asset (workspace, kind, name)
);

CREATE TEMPORARY TABLE home AS
SELECT v.position AS position,
       coalesce(json_extract(v.owner, '$.workspace'), r.workspace, '') AS workspace
FROM asset_version v LEFT JOIN workspace_job_runs r ON r.id = v.run;

INSERT INTO workspace_asset (workspace, kind, name, archived)
SELECT DISTINCT h.workspace, v.kind, v.name, a.archived
FROM asset_version v JOIN home h ON h.position = v.position JOIN asset a ON a.kind = v.kind AND a.name = v.name;

INSERT INTO workspace_asset_version (position, workspace, kind, name, version, number, digest, spec, type, artifact, folder,
                                     bytes, external, owner, run, output, metrics, created_at)
SELECT v.position, h.workspace, v.kind, v.name, v.version, v.number, v.digest, v.spec, v.type, v.artifact, v.folder,
       v.bytes, v.external, v.owner, v.run, v.output, v.metrics, v.created_at
FROM asset_version v JOIN home h ON h.position = v.position ORDER BY v.position;

CREATE TABLE workspace_environment_build (
    workspace TEXT NOT NULL,
    name      TEXT NOT NULL,
    version   TEXT NOT NULL,
    state     TEXT NOT NULL,
    message   TEXT NOT NULL,
    lock      TEXT NOT NULL,
    PRIMARY KEY (workspace, name, version)
);

INSERT INTO workspace_environment_build (workspace, name, version, state, message, lock)
SELECT v.workspace, b.name, b.version, b.state, b.message, b.lock
FROM environment_build b
JOIN workspace_asset_version v ON v.kind = 'environment' AND v.name = b.name AND v.version = b.version;

DROP TABLE home;
DROP TABLE environment_build;
DROP TABLE asset_version;
DROP TABLE asset;
DROP TABLE job_steps;
DROP TABLE job_runs;
DROP TABLE jobs;

-- The references between the new tables follow their new names.
ALTER TABLE workspace_asset RENAME TO asset;
ALTER TABLE workspace_asset_version RENAME TO asset_version;
ALTER TABLE workspace_environment_build RENAME TO environment_build;
ALTER TABLE workspace_jobs RENAME TO jobs;
ALTER TABLE workspace_job_runs RENAME TO job_runs;
ALTER TABLE workspace_job_steps RENAME TO job_steps;

-- One run of a digest at a time.
CREATE UNIQUE INDEX job_runs_under_way ON job_runs (workspace, job, digest) WHERE status IN ('QUEUED', 'RUNNING');
CREATE INDEX job_steps_key ON job_steps (step_key);
