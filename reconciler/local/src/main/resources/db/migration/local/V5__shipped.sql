-- A version that was shipped from another workspace keeps the run that registered it there, so that an output of a run may
-- stand once in each workspace. provenance is JSON: where it was registered first.

CREATE TABLE shipped_asset_version (
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
    provenance TEXT,
    metrics    TEXT NOT NULL DEFAULT '{}',
    created_at TEXT NOT NULL,
    UNIQUE (workspace, kind, name, version),
    UNIQUE (workspace, run, output),
    FOREIGN KEY (workspace, kind, name) REFERENCES asset (workspace, kind, name)
);

INSERT INTO shipped_asset_version (position, workspace, kind, name, version, number, digest, spec, type, artifact, folder,
                                   bytes, external, owner, run, output, metrics, created_at)
SELECT position, workspace, kind, name, version, number, digest, spec, type, artifact, folder,
       bytes, external, owner, run, output, metrics, created_at
FROM asset_version ORDER BY position;

DROP TABLE asset_version;
ALTER TABLE shipped_asset_version RENAME TO asset_version;
