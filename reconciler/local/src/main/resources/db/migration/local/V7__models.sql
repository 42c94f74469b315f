-- Which job's script made a run. tree: the run of that job, whose steps are one tree with everything that their scripts
-- made; null when no job did. job_run: that run's id among jobs. workspace: the job's, or the one that a client named.
ALTER TABLE tracking_run ADD COLUMN tree TEXT;
ALTER TABLE tracking_run ADD COLUMN workspace TEXT;
ALTER TABLE tracking_run ADD COLUMN job_run TEXT;

CREATE INDEX tracking_run_by_job_run ON tracking_run (job_run) WHERE id = tree;

-- The latest point of each metric, kept when points are written: a search compares and orders by it.
CREATE TABLE tracking_latest_metric (
    run       TEXT    NOT NULL REFERENCES tracking_run (id),
    key       TEXT    NOT NULL,
    step      INTEGER NOT NULL,
    logged_at INTEGER NOT NULL,
    value     REAL    NOT NULL,
    nan       INTEGER NOT NULL,
    PRIMARY KEY (run, key)
) WITHOUT ROWID;

INSERT INTO tracking_latest_metric (run, key, step, logged_at, value, nan)
SELECT run, key, step, logged_at, value, nan FROM (
    SELECT *, row_number() OVER (
        PARTITION BY run, key ORDER BY step DESC, logged_at DESC, value DESC, nan DESC) AS place
    FROM tracking_metric)
WHERE place = 1;

-- Models as MLflow 3 logs them, before anyone registers them.
CREATE TABLE tracking_logged_model (
    id         TEXT    PRIMARY KEY,
    experiment INTEGER NOT NULL REFERENCES tracking_experiment (id),
    name       TEXT    NOT NULL,
    type       TEXT    NOT NULL,
    run        TEXT    NOT NULL,
    tree       TEXT,
    workspace  TEXT,
    status     TEXT    NOT NULL,
    active     INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
);

CREATE INDEX tracking_logged_model_by_experiment ON tracking_logged_model (experiment, created_at);

CREATE TABLE tracking_logged_model_param (
    model TEXT NOT NULL REFERENCES tracking_logged_model (id),
    key   TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (model, key)
) WITHOUT ROWID;

CREATE TABLE tracking_logged_model_tag (
    model TEXT NOT NULL REFERENCES tracking_logged_model (id),
    key   TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (model, key)
) WITHOUT ROWID;

-- The latest point of each metric that a run logged about a model, per data set; empty names when it named none.
CREATE TABLE tracking_logged_model_metric (
    model          TEXT    NOT NULL REFERENCES tracking_logged_model (id),
    key            TEXT    NOT NULL,
    dataset_name   TEXT    NOT NULL,
    dataset_digest TEXT    NOT NULL,
    run            TEXT    NOT NULL,
    step           INTEGER NOT NULL,
    logged_at      INTEGER NOT NULL,
    value          REAL    NOT NULL,
    nan            INTEGER NOT NULL,
    PRIMARY KEY (model, key, dataset_name, dataset_digest, run)
) WITHOUT ROWID;

-- Logged models that a run used (made = 0) or made (made = 1).
CREATE TABLE tracking_run_model (
    run   TEXT    NOT NULL REFERENCES tracking_run (id),
    model TEXT    NOT NULL,
    made  INTEGER NOT NULL,
    step  INTEGER NOT NULL,
    PRIMARY KEY (run, model, made)
) WITHOUT ROWID;

-- What MLflow knows of a model beyond its versions, which are assets; a model that Git declares or a job registers may
-- have no row here.
CREATE TABLE tracking_model (
    workspace   TEXT    NOT NULL,
    name        TEXT    NOT NULL,
    description TEXT    NOT NULL,
    created_at  INTEGER NOT NULL,
    updated_at  INTEGER NOT NULL,
    PRIMARY KEY (workspace, name)
) WITHOUT ROWID;

CREATE TABLE tracking_model_tag (
    workspace TEXT NOT NULL,
    name      TEXT NOT NULL,
    key       TEXT NOT NULL,
    value     TEXT NOT NULL,
    PRIMARY KEY (workspace, name, key)
) WITHOUT ROWID;

CREATE TABLE tracking_model_alias (
    workspace TEXT NOT NULL,
    name      TEXT NOT NULL,
    alias     TEXT NOT NULL,
    version   TEXT NOT NULL,
    PRIMARY KEY (workspace, name, alias)
) WITHOUT ROWID;

-- What MLflow knows of a version beyond the asset. run: of the tracking; deleted: hidden from MLflow, kept as an asset.
CREATE TABLE tracking_model_version (
    workspace   TEXT    NOT NULL,
    name        TEXT    NOT NULL,
    version     TEXT    NOT NULL,
    run         TEXT    NOT NULL DEFAULT '',
    run_link    TEXT    NOT NULL DEFAULT '',
    model       TEXT    NOT NULL DEFAULT '',
    source      TEXT    NOT NULL DEFAULT '',
    tree        TEXT,
    stage       TEXT    NOT NULL DEFAULT 'None',
    description TEXT,
    updated_at  INTEGER NOT NULL,
    deleted     INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (workspace, name, version)
) WITHOUT ROWID;

CREATE TABLE tracking_model_version_tag (
    workspace TEXT NOT NULL,
    name      TEXT NOT NULL,
    version   TEXT NOT NULL,
    key       TEXT NOT NULL,
    value     TEXT NOT NULL,
    PRIMARY KEY (workspace, name, version, key)
) WITHOUT ROWID;
