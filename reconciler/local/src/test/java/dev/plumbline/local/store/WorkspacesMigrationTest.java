package dev.plumbline.local.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A database from before workspaces had assets and jobs of their own.
final class WorkspacesMigrationTest {
    @TempDir private Path data;

    @Test
    void whatWasThereBelongsToTheWorkspaceThatItsTagNames() {
        earlier(
                """
                INSERT INTO asset (kind, name, archived) VALUES ('model', 'fraud', 1), ('model', 'trained', 0),
                    ('environment', 'plain', 0), ('model', 'found', 0);
                INSERT INTO jobs (id, live, owner) VALUES ('job/train', '{}', '{"workspace":"fraud/staging"}');
                INSERT INTO job_runs VALUES ('calm-fox', 'job/train', 'v1:aa', 1, 'SUCCEEDED', '', '[]', 5, 5, 6, '{}',
                    '[]', '{}', '{"workspace":"fraud/prod"}', '{}', '{}', 0, 0);
                INSERT INTO job_steps VALUES ('calm-fox', 'main', 0, 'SUCCEEDED', 1, 0, 5, 6, 0, 'v1:bb', '{}', NULL,
                    '', '', '{}', '{}', '[]');
                INSERT INTO asset_version (kind, name, version, spec, type, owner, run, output, created_at) VALUES
                    ('model', 'fraud', '1', '{}', 'custom_model', '{"workspace":"fraud/staging"}', NULL, NULL, ''),
                    ('model', 'fraud', '2', '{}', 'custom_model', '{"workspace":"fraud/prod"}', NULL, NULL, ''),
                    ('model', 'trained', '1', '{}', 'custom_model', NULL, 'calm-fox', 'model', ''),
                    ('environment', 'plain', '1', '{}', 'environment', '{"workspace":"fraud/staging"}', NULL, NULL, ''),
                    ('model', 'found', '1', '{}', 'custom_model', NULL, NULL, NULL, '');
                INSERT INTO environment_build VALUES ('plain', '1', 'HEALTHY', '', 'python==3.12');
                """);

        try (Database database = Database.open(data)) {
            assertThat(
                            rows(
                                    database,
                                    "SELECT workspace || ' ' || kind || '/' || name || ':' || version FROM asset_version ORDER BY position"))
                    .containsExactly(
                            "fraud/staging model/fraud:1",
                            "fraud/prod model/fraud:2",
                            "fraud/prod model/trained:1",
                            "fraud/staging environment/plain:1",
                            " model/found:1");
            assertThat(
                            rows(
                                    database,
                                    "SELECT workspace || ' ' || archived FROM asset WHERE name = 'fraud' ORDER BY 1"))
                    .containsExactly("fraud/prod 1", "fraud/staging 1");
            assertThat(rows(database, "SELECT workspace || ' ' || id FROM jobs ORDER BY 1"))
                    .containsExactly("fraud/prod job/train", "fraud/staging job/train");
            assertThat(
                            rows(
                                    database,
                                    "SELECT r.workspace || ' ' || s.run FROM job_steps s JOIN job_runs r ON r.id = s.run"))
                    .containsExactly("fraud/prod calm-fox");
            assertThat(rows(database, "SELECT workspace || ' ' || lock FROM environment_build"))
                    .containsExactly("fraud/staging python==3.12");
            assertThat(rows(database, "PRAGMA foreign_key_check")).isEmpty();
        }
    }

    private void earlier(String rows) {
        String url = "jdbc:sqlite:" + data.resolve("local.db") + "?foreign_keys=true";
        Flyway.configure()
                .dataSource(url, null, null)
                .locations("classpath:db/migration/local")
                .target("3")
                .load()
                .migrate();
        Jdbi.create(url).useHandle(handle -> handle.createScript(rows).execute());
    }

    private static List<String> rows(Database database, String query) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(query).mapTo(String.class).list());
    }
}
