package dev.plumbline.local.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.platform.PlatformException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DatabaseTest {
    @TempDir private Path data;

    @Test
    void whatWasWrittenIsThereWhenItIsOpenedAgain() {
        try (Database database = Database.open(data)) {
            database.jdbi()
                    .useHandle(handle ->
                            handle.execute(
                                    "INSERT INTO asset (workspace, kind, name) VALUES ('fraud/staging', 'model', 'fraud')"));
        }

        try (Database database = Database.open(data)) {
            assertThat(count(database)).isEqualTo(1);
        }
    }

    @Test
    void everyConnectionIsDurableAndChecksForeignKeys() {
        try (Database database = Database.open(data)) {
            assertThat(pragma(database, "journal_mode")).isEqualTo("wal");
            assertThat(pragma(database, "synchronous")).isEqualTo("2");
            assertThat(pragma(database, "foreign_keys")).isEqualTo("1");
        }
    }

    @Test
    void whatMayBeLostWithThePowerIsSeenByAllAtOnce() {
        try (Database database = Database.open(data)) {
            database.hasty()
                    .useTransaction(handle ->
                            handle.execute(
                                    "INSERT INTO asset (workspace, kind, name) VALUES ('fraud/staging', 'model', 'fraud')"));

            assertThat(count(database)).isEqualTo(1);
        }
    }

    /// Each transaction parks in its middle: a thread that waited for it in SQLite itself would
    /// keep the carrier that it needs to go on.
    @Test
    void manyVirtualThreadsWriteWithoutKeepingEachOtherFromEnding() throws Exception {
        try (Database database = Database.open(data)) {
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<?>> writers = new ArrayList<>();
                for (int i = 0; i < 40; i++) {
                    String name = "fraud-" + i;
                    writers.add(threads.submit(() -> write(database, name)));
                }
                for (Future<?> writer : writers) {
                    writer.get();
                }
            }
            assertThat(count(database)).isEqualTo(40);
        }
    }

    private static void write(Database database, String name) {
        database.jdbi()
                .useTransaction(handle -> {
                    handle.execute(
                            "INSERT INTO asset (workspace, kind, name) VALUES ('fraud/staging', 'model', ?)",
                            name);
                    LockSupport.parkNanos(1_000_000);
                });
    }

    @Test
    void aDatabaseOfANewerPlumblineIsRefusedByName() {
        try (Database database = Database.open(data)) {
            database.jdbi()
                    .useHandle(handle ->
                            handle.execute(
                                    """
                                    INSERT INTO flyway_schema_history
                                    SELECT 999, '999', 'later', type, 'V999__later.sql', 0, installed_by,
                                           installed_on, execution_time, success
                                    FROM flyway_schema_history WHERE version = '1'
                                    """));
        }

        assertThatThrownBy(() -> Database.open(data))
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining("local.db was written by a newer Plumbline")
                .hasMessageContaining("999");
    }

    @Test
    void aFileThatIsNoDatabaseIsRefusedByName() throws IOException {
        Files.writeString(
                data.resolve("local.db"),
                "this is a text of some length, and no database at all".repeat(40));

        assertThatThrownBy(() -> Database.open(data))
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining("local.db cannot be opened");
    }

    private static int count(Database database) {
        return database.jdbi()
                .withHandle(handle ->
                        handle.createQuery("SELECT count(*) FROM asset")
                                .mapTo(Integer.class)
                                .one());
    }

    private static String pragma(Database database, String name) {
        return database.jdbi()
                .withHandle(
                        handle -> handle.createQuery("PRAGMA " + name).mapTo(String.class).one());
    }
}
