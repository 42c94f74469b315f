package dev.plumbline.local.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The language of filters and orders, on three runs: `a`, `b` and `c`.
class MlflowSearchTest {
    @TempDir private Path folder;

    private TestingTracking tracking;

    @BeforeEach
    void open() {
        tracking = new TestingTracking(folder);
        String a = run("a", 100);
        String b = run("b", 200);
        String c = run("c", 300);
        log(a, "{'key': 'auc', 'value': 0.7}", "{'key': 'model', 'value': 'Forest'}", "risk");
        log(b, "{'key': 'auc', 'value': 0.9}", "{'key': 'model', 'value': 'forest'}", "RISK");
        log(c, "{'key': 'auc', 'value': 'NaN'}", "{'key': 'depth size', 'value': '3'}", "ops");
        inputs(a, "train", "cards", "d1");
        inputs(b, "test", "claims", "d2");
        tracking.post("runs/update", "{\"run_id\": \"%s\", \"status\": \"FAILED\"}".formatted(b));
    }

    @AfterEach
    void close() {
        tracking.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            textBlock =
                    """
                    metrics.auc > 0.7                                   | b
                    metric.auc >= 0.7 AND metrics.auc <= 0.8            | a
                    metrics.`auc` != 0.7                                | b,c
                    metrics.auc < 1e1                                   | a,b
                    params.model = 'Forest'                             | a
                    params.model != "Forest"                            | b
                    parameters.model LIKE 'F%'                          | a
                    param.model ILIKE '%REST'                           | a,b
                    params.`depth size` = '3'                           | c
                    params."depth size" = '3'                           | c
                    params.model IS NULL                                | c
                    params.model IS NOT NULL                            | a,b
                    tags.team = 'risk'                                  | a
                    tag.team ILIKE 'ri_k'                               | a,b
                    tags.team LIKE 'ri_k'                               | a
                    tags.other IS NULL                                  | a,b,c
                    status = 'FAILED'                                   | b
                    attributes.status != 'FAILED'                       | a,c
                    attr.run_name IN ('a', 'c')                         | a,c
                    run_name NOT IN ('a')                               | b,c
                    attribute.`Run name` = 'c'                          | c
                    start_time > 100 and start_time < 300               | b
                    Created >= 200                                      | b,c
                    artifact_uri LIKE 'mlflow-artifacts:/0/%'           | a,b,c
                    dataset.name = 'cards'                              | a
                    datasets.digest IN ('d1', 'd2')                     | a,b
                    dataset.context LIKE 'te%'                          | b
                    metrics.auc > 0.5 AND params.model ILIKE 'forest' AND status = 'RUNNING' | a
                    tags.team = 'it''s'                                 |
                    ^^                                                  | a,b,c
                    """)
    void aFilterFinds(String filter, String runs) {
        assertThat(names(search(filter, "run_name ASC")))
                .isEqualTo(runs == null ? List.of() : List.of(runs.split(",")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    metrics.auc                      | a,b,c
                    metrics.auc DESC                 | b,a,c
                    metrics.`auc` desc               | b,a,c
                    params.model ASC                 | a,b,c
                    params.`depth size`              | c,b,a
                    tags.team                        | b,c,a
                    attributes.start_time ASC        | a,b,c
                    start_time DESC                  | c,b,a
                    status, run_name DESC            | b,c,a
                    end_time DESC                    | c,b,a
                    """)
    void anOrderSorts(String order, String runs) {
        assertThat(names(search("", order.split(", ")))).isEqualTo(List.of(runs.split(",")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            textBlock =
                    """
                    metrics.auc > 'x'              | Expected numeric value type for metric. Found 'x'
                    metrics.auc LIKE 'x'           | Invalid comparator 'LIKE' not one of
                    params.model = 3               | Expected a quoted string value for parameter (e.g. 'my-value'). Got value 3
                    params.model = forest          | Parameter value is either not quoted or unidentified quote types used
                    params.model > 'a'             | Invalid comparator '>' not one of
                    status = 'FAILED' OR 1 = 1     | Invalid clause(s) in filter string: 'OR 1 = 1'
                    colour = 'red'                 | Invalid attribute key 'colour' specified. Valid keys are
                    thing.colour = 'red'           | Invalid entity type 'thing'. Valid values are
                    dataset.size = '3'             | Invalid dataset key 'size' specified. Valid keys are '[context, digest, name]'
                    status =                       | Invalid comparison clause. Expected value token found the end
                    status 'FAILED'                | Invalid comparison clause. Expected comparison found ''FAILED''
                    run_name IN 'a'                | Invalid comparison clause. Expected a list of quoted string values
                    start_time = 'now'             | Expected numeric value type for numeric attribute: start_time. Found 'now'
                    status = 'a'; DROP TABLE runs  | Invalid clause(s) in filter string: '; DROP TABLE runs'
                    """)
    void aFilterThatIsNotUnderstoodIsRefused(String filter, String why) {
        assertThat(refusal(filter)).startsWith("INVALID_PARAMETER_VALUE: " + why);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    metrics.auc UP        | Invalid ordering key in order_by clause 'metrics.auc UP'.
                    metrics.auc ASC x     | Invalid order_by clause 'metrics.auc ASC x'. Could not be parsed.
                    dataset.name          | Invalid order_by entity type 'dataset'
                    colour                | Invalid attribute key 'colour' specified.
                    run_name, run_name    | `order_by` contains duplicate fields
                    """)
    void anOrderThatIsNotUnderstoodIsRefused(String order, String why) {
        assertThat(refusal("", order.split(", "))).startsWith("INVALID_PARAMETER_VALUE: " + why);
    }

    @Test
    void aFilterIsKeptFromPageToPage() {
        ObjectNode body = body("metrics.auc > 0", "metrics.auc DESC").put("max_results", 1);

        JsonNode first = tracking.post("runs/search", body.toString());
        JsonNode second =
                tracking.post(
                        "runs/search",
                        body.put("page_token", first.path("next_page_token").asString())
                                .toString());

        assertThat(names(first)).containsExactly("b");
        assertThat(names(second)).containsExactly("a");
        assertThat(second.has("next_page_token")).isFalse();
    }

    @Test
    void experimentsAreSearchedToo() {
        tracking.post(
                "experiments/create",
                "{\"name\": \"fraud-1\", \"tags\": [{\"key\": \"team\", \"value\": \"risk\"}]}");
        tracking.post("experiments/create", "{\"name\": \"fraud-2\"}");

        assertThat(experiments("name LIKE 'fraud-%'", "name DESC"))
                .containsExactly("fraud-2", "fraud-1");
        assertThat(experiments("tags.team = 'risk'", "name")).containsExactly("fraud-1");
        assertThat(experiments("tags.team IS NULL AND experiment_id != '0'", "name"))
                .containsExactly("fraud-2");
        assertThat(experiments("creation_time > 0", "experiment_id ASC"))
                .containsExactly("fraud-1", "fraud-2");
    }

    private List<String> experiments(String filter, String order) {
        ObjectNode body = JsonMapper.shared().createObjectNode().put("filter", filter);
        body.putArray("order_by").add(order);
        return tracking.post("experiments/search", body.toString())
                .path("experiments")
                .valueStream()
                .map(each -> each.path("name").asString())
                .toList();
    }

    private JsonNode search(String filter, String... order) {
        return tracking.post("runs/search", body(filter, order).toString());
    }

    private String refusal(String filter, String... order) {
        return tracking.refusal(
                400, tracking.call("POST", "runs/search", "", body(filter, order).toString()));
    }

    private static ObjectNode body(String filter, String... order) {
        ObjectNode body = JsonMapper.shared().createObjectNode();
        body.putArray("experiment_ids").add("0");
        for (String each : order) {
            body.withArray("order_by").add(each);
        }
        return body.put("filter", filter);
    }

    private static List<String> names(JsonNode found) {
        return found.path("runs")
                .valueStream()
                .map(run -> run.path("info").path("run_name").asString())
                .toList();
    }

    private String run(String name, long start) {
        return tracking.post(
                        "runs/create",
                        "{\"experiment_id\": \"0\", \"run_name\": \"%s\", \"start_time\": %d}"
                                .formatted(name, start))
                .path("run")
                .path("info")
                .path("run_id")
                .asString();
    }

    private void log(String run, String metric, String param, String team) {
        tracking.post(
                "runs/log-batch",
                """
                {'run_id': '%s', 'metrics': [%s], 'params': [%s],
                 'tags': [{'key': 'team', 'value': '%s'}]}\
                """
                        .formatted(run, metric, param, team)
                        .replace('\'', '"'));
    }

    private void inputs(String run, String context, String name, String digest) {
        tracking.post(
                "runs/log-inputs",
                "{\"run_id\": \"%s\", \"datasets\": %s}"
                        .formatted(
                                run,
                                """
                                [{"tags": [{"key": "mlflow.data.context", "value": "%s"}],
                                  "dataset": {"name": "%s", "digest": "%s", "source": "s", "source_type": "t"}}]\
                                """
                                        .formatted(context, name, digest)));
    }
}
