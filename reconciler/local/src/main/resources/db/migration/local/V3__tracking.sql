-- What runs log through the MLflow API. Moments are milliseconds since 1970, as in that API.

CREATE TABLE tracking_experiment (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    name       TEXT    NOT NULL UNIQUE,
    active     INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
);

-- The experiment of clients that name none; they know it by this id.
INSERT INTO tracking_experiment (id, name, created_at, updated_at) VALUES (0, 'Default', 0, 0);

CREATE TABLE tracking_experiment_tag (
    experiment INTEGER NOT NULL REFERENCES tracking_experiment (id),
    key        TEXT    NOT NULL,
    value      TEXT    NOT NULL,
    PRIMARY KEY (experiment, key)
) WITHOUT ROWID;

CREATE TABLE tracking_run (
    id         TEXT    PRIMARY KEY,
    experiment INTEGER NOT NULL REFERENCES tracking_experiment (id),
    name       TEXT    NOT NULL,
    user       TEXT    NOT NULL,
    status     TEXT    NOT NULL,
    active     INTEGER NOT NULL DEFAULT 1,
    started_at INTEGER NOT NULL,
    ended_at   INTEGER
);

CREATE INDEX tracking_run_by_experiment ON tracking_run (experiment, started_at);

-- Every point that was logged. SQLite keeps no NaN, so that nan says it and value is 0 then. The key makes a point that a
-- client sends again the same point, and orders a metric's points so that its last one is the latest.
CREATE TABLE tracking_metric (
    run       TEXT    NOT NULL REFERENCES tracking_run (id),
    key       TEXT    NOT NULL,
    step      INTEGER NOT NULL,
    logged_at INTEGER NOT NULL,
    value     REAL    NOT NULL,
    nan       INTEGER NOT NULL,
    PRIMARY KEY (run, key, step, logged_at, value, nan)
) WITHOUT ROWID;

CREATE TABLE tracking_param (
    run   TEXT NOT NULL REFERENCES tracking_run (id),
    key   TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (run, key)
) WITHOUT ROWID;

CREATE TABLE tracking_tag (
    run   TEXT NOT NULL REFERENCES tracking_run (id),
    key   TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (run, key)
) WITHOUT ROWID;

-- Data sets that a run used, as the client described them (JSON).
CREATE TABLE tracking_input (
    run     TEXT NOT NULL REFERENCES tracking_run (id),
    dataset TEXT NOT NULL,
    PRIMARY KEY (run, dataset)
) WITHOUT ROWID;
