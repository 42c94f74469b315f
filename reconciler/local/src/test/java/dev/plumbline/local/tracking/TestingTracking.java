package dev.plumbline.local.tracking;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/// The tracking API over a real SQLite file.
final class TestingTracking implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    final TrackingStore store;
    final MlflowApi api;
    private final HikariDataSource source;

    TestingTracking(Path folder) {
        HikariConfig configuration = new HikariConfig();
        configuration.setJdbcUrl(
                "jdbc:sqlite:"
                        + folder.resolve("local.db")
                        + "?journal_mode=WAL&foreign_keys=true&transaction_mode=IMMEDIATE&busy_timeout=10000");
        configuration.setMaximumPoolSize(4);
        this.source = new HikariDataSource(configuration);
        var _ =
                Flyway.configure()
                        .dataSource(source)
                        .locations("classpath:db/migration/local")
                        .load()
                        .migrate();
        this.store = new TrackingStore(Jdbi.create(source), folder.resolve("runs"));
        this.api = new MlflowApi(store, () -> NOW);
    }

    /// A call that must be answered.
    JsonNode post(String name, String body) {
        return expect(200, call("POST", name, "", body));
    }

    JsonNode get(String name, String query) {
        return expect(200, call("GET", name, query, ""));
    }

    /// A call that must fail, as `CODE: message`.
    String refusal(int status, MlflowResponse response) {
        JsonNode body = expect(status, response);
        return body.path("error_code").asString() + ": " + body.path("message").asString();
    }

    MlflowResponse call(String method, String name, String query, String body) {
        JsonNode json =
                body.isEmpty() ? MissingNode.getInstance() : JsonMapper.shared().readTree(body);
        return api.handle(method, "/api/2.0/mlflow/" + name, parameters(query), json);
    }

    private static Map<String, List<String>> parameters(String query) {
        return query.isEmpty()
                ? Map.of()
                : Arrays.stream(query.split("&"))
                        .map(each -> each.split("=", 2))
                        .collect(
                                Collectors.groupingBy(
                                        each -> each[0],
                                        Collectors.mapping(each -> each[1], Collectors.toList())));
    }

    private static JsonNode expect(int status, MlflowResponse response) {
        if (response.status() != status) {
            throw new AssertionError("expected " + status + " but got " + response);
        }
        return JsonMapper.shared().readTree(response.body());
    }

    @Override
    public void close() {
        source.close();
    }
}
