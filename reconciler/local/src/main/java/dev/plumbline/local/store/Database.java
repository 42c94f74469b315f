package dev.plumbline.local.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.plumbline.platform.PlatformException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.jdbi.v3.core.Jdbi;

/// The embedded platform's SQLite database, `local.db` in the data directory. What a transaction
/// has committed survives a power cut (write-ahead log, `synchronous=FULL`). Transactions take the
/// write lock when they begin, so that none fails halfway because another one wrote in between.
/// Whatever writes does so in a transaction, and one goes at a time ([OneWriter]).
public final class Database implements AutoCloseable {
    private static final int CONNECTIONS = 4;

    private final HikariDataSource source;
    private final HikariDataSource hastySource;
    private final Jdbi jdbi;
    private final Jdbi hasty;

    private Database(HikariDataSource source, HikariDataSource hastySource) {
        this.source = source;
        this.hastySource = hastySource;
        OneWriter writer = new OneWriter();
        this.jdbi = Jdbi.create(source).setTransactionHandler(writer);
        this.hasty = Jdbi.create(hastySource).setTransactionHandler(writer);
    }

    /// Opens the database of a data directory and makes it when it is not there.
    ///
    /// @throws PlatformException when the file cannot be used, or when a newer Plumbline wrote it
    public static Database open(Path dataDirectory) {
        Path file = dataDirectory.resolve("local.db");
        HikariDataSource source = null;
        try {
            Files.createDirectories(dataDirectory);
            source = new HikariDataSource(configuration(file, "FULL"));
            migrate(file, source);
            return new Database(source, new HikariDataSource(configuration(file, "NORMAL")));
        } catch (IOException | RuntimeException e) {
            if (source != null) {
                source.close();
            }
            throw e instanceof PlatformException known ? known : unusable(file, e);
        }
    }

    public Jdbi jdbi() {
        return jdbi;
    }

    /// The same database for what may be lost with the power: a transaction returns before the disk
    /// has it (`synchronous=NORMAL`). What it committed survives a kill of the process, and a power
    /// cut when a transaction of [#jdbi] came after it.
    public Jdbi hasty() {
        return hasty;
    }

    @Override
    public void close() {
        hastySource.close();
        source.close();
    }

    private static HikariConfig configuration(Path file, String synchronous) {
        HikariConfig configuration = new HikariConfig();
        configuration.setJdbcUrl(
                "jdbc:sqlite:"
                        + file
                        + "?journal_mode=WAL&foreign_keys=true&synchronous="
                        + synchronous
                        + "&transaction_mode=IMMEDIATE&busy_timeout=10000");
        configuration.setMaximumPoolSize(CONNECTIONS);
        configuration.setPoolName("local.db " + synchronous);
        return configuration;
    }

    private static void migrate(Path file, DataSource source) {
        Flyway flyway =
                Flyway.configure()
                        .dataSource(source)
                        .locations("classpath:db/migration/local")
                        .outOfOrder(true)
                        .load();
        refuseNewer(file, flyway);
        flyway.migrate();
    }

    private static void refuseNewer(Path file, Flyway flyway) {
        Arrays.stream(flyway.info().all())
                .filter(migration ->
                        migration.getState() == MigrationState.FUTURE_SUCCESS
                                || migration.getState() == MigrationState.FUTURE_FAILED)
                .map(MigrationInfo::getVersion)
                .findFirst()
                .ifPresent(version -> {
                    throw new PlatformException(
                            file
                                    + " was written by a newer Plumbline (its schema has step "
                                    + version
                                    + ", which this one does not know); run that version, or pass another"
                                    + " data directory with --data");
                });
    }

    private static PlatformException unusable(Path file, Exception cause) {
        String what =
                cause instanceof FlywayException
                        ? "could not be brought up to date"
                        : "cannot be opened";
        return new PlatformException(
                "the database "
                        + file
                        + " "
                        + what
                        + ": "
                        + cause.getMessage()
                        + "; check that the disk has room and the folder is yours to write",
                cause);
    }
}
