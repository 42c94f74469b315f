package dev.plumbline.agent.telemetry;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The queries of the dashboard and of the alerts ask for metrics and labels that there are.
final class QueriesTest {
    private static final Path FOLDER = Path.of("../../docs/observability");
    private static final Pattern SERIES = Pattern.compile("(plumbline_[a-z_]+)(?:\\{([^}]*)})?");
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)\\s*(?:=~|!~|!=|=)");
    private static final Pattern GROUPED = Pattern.compile("\\b(?:by|on)\\s*\\(([^)]*)\\)");

    @Test
    void everyQueryOfTheDashboardUsesMetricsThatExist() throws IOException {
        List<String> queries = new ArrayList<>();
        JsonNode dashboard =
                JsonMapper.builder()
                        .build()
                        .readTree(Files.readString(FOLDER.resolve("grafana-dashboard.json")));
        dashboard
                .path("panels")
                .forEach(panel ->
                        panel.path("targets")
                                .forEach(target -> queries.add(target.path("expr").asString())));
        dashboard
                .path("templating")
                .path("list")
                .forEach(variable -> queries.add(variable.path("query").asString()));

        assertThat(queries).hasSizeGreaterThan(10);
        assertThat(queries).allSatisfy(QueriesTest::check);
        assertThat(metrics(queries)).containsExactlyInAnyOrderElementsOf(all());
    }

    @Test
    void everyAlertUsesMetricsThatExistAndTellsWhatToDo() throws IOException {
        Map<?, ?> file =
                (Map<?, ?>)
                        new Load(LoadSettings.builder().build())
                                .loadFromString(
                                        Files.readString(FOLDER.resolve("prometheus-alerts.yml")));
        Map<?, ?> group = (Map<?, ?>) requireNonNull((List<?>) file.get("groups")).getFirst();
        List<?> rules = (List<?>) group.get("rules");

        assertThat(rules).isNotEmpty();
        assertThat(rules)
                .allSatisfy(rule -> {
                    check(requireNonNull(((Map<?, ?>) rule).get("expr")).toString());
                    assertThat(((Map<?, ?>) rule).get("annotations"))
                            .asInstanceOf(
                                    org.assertj.core.api.InstanceOfAssertFactories.map(
                                            String.class, String.class))
                            .containsOnlyKeys("summary", "description");
                });
    }

    private static void check(String query) {
        Map<String, Set<String>> series = series();
        Set<String> labels = new HashSet<>(Set.of("le"));
        Matcher found = SERIES.matcher(query);
        while (found.find()) {
            assertThat(series).as(query).containsKey(found.group(1));
            Set<String> own = series.get(found.group(1));
            labels.addAll(own);
            if (found.group(2) != null) {
                Matcher label = LABEL.matcher(found.group(2));
                while (label.find()) {
                    assertThat(own).as(query).contains(label.group(1));
                }
            }
        }
        Matcher grouped = GROUPED.matcher(query);
        while (grouped.find()) {
            assertThat(labels).as(query).contains(grouped.group(1).split(",\\s*"));
        }
    }

    private static Map<String, Set<String>> series() {
        Map<String, Set<String>> series = new HashMap<>();
        for (Metric metric : Metric.values()) {
            metric.series().forEach(name -> series.put(name, Set.copyOf(metric.tags())));
        }
        return series;
    }

    private static Set<Metric> metrics(List<String> queries) {
        Set<Metric> asked = new HashSet<>();
        for (Metric metric : Metric.values()) {
            if (metric.series().stream()
                    .anyMatch(name -> queries.stream().anyMatch(query -> query.contains(name)))) {
                asked.add(metric);
            }
        }
        return asked;
    }

    /// Passes are seen in the counts of stages.
    private static Set<Metric> all() {
        Set<Metric> all = new HashSet<>(Arrays.asList(Metric.values()));
        all.remove(Metric.PASSES);
        return all;
    }
}
