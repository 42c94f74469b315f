CREATE TABLE asset (
    kind     TEXT    NOT NULL,
    name     TEXT    NOT NULL,
    archived INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (kind, name)
);

-- number is the version as an integer, for versions that are one: the next automatic version follows the greatest.
-- artifact, folder and bytes tell what the store holds; external is a path that Plumbline keeps as written.
CREATE TABLE asset_version (
    position   INTEGER PRIMARY KEY AUTOINCREMENT,
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
    UNIQUE (kind, name, version),
    UNIQUE (run, output),
    FOREIGN KEY (kind, name) REFERENCES asset (kind, name)
);

-- How far the Python environment of an environment version is. state: PROGRESSING, HEALTHY, DEGRADED; lock: what was
-- resolved, a name==version on each line.
CREATE TABLE environment_build (
    name    TEXT NOT NULL,
    version TEXT NOT NULL,
    state   TEXT NOT NULL,
    message TEXT NOT NULL,
    lock    TEXT NOT NULL,
    PRIMARY KEY (name, version)
);

-- Endpoints, deployments and traffic. fields is the spec as it was applied, or as a person changed it since.
-- artifact, model_name and model_version tell what a deployment serves.
CREATE TABLE service (
    kind          TEXT NOT NULL,
    name          TEXT NOT NULL,
    endpoint      TEXT NOT NULL,
    fields        TEXT NOT NULL,
    owner         TEXT,
    changed_by    TEXT NOT NULL,
    changed_at    TEXT NOT NULL,
    artifact      TEXT,
    model_name    TEXT,
    model_version TEXT,
    PRIMARY KEY (kind, name)
);

CREATE TABLE endpoint_key (
    endpoint      TEXT PRIMARY KEY,
    primary_key   TEXT NOT NULL,
    secondary_key TEXT NOT NULL
);
