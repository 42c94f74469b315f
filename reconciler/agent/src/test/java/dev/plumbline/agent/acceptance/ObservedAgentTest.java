package dev.plumbline.agent.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.agent.telemetry.Metric;
import dev.plumbline.repository.TestingRemote;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What can be seen of a real agent from outside.
class ObservedAgentTest {
    private static final Pattern SAMPLE =
            Pattern.compile("^(plumbline_[a-z_]+)(?:\\{(.*)})? \\S+$", Pattern.MULTILINE);
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"");

    @TempDir Path folder;
    private TestingRemote remote;
    private String commit = "";

    @BeforeEach
    void open() {
        remote =
                TestingRemote.create(folder.resolve("specs.git"))
                        .file(
                                "plumbline.yml",
                                "workspaces: [{name: prod, platform: local, sync: {automated: true}}]\n")
                        .file(
                                "model.yml",
                                "{$schema: https://azuremlschemas.azureedge.net/latest/model.schema.json, name: sum, type: custom_model, path: model.bin}\n")
                        .file("model.bin", "a model");
        commit = remote.commit("Declare a model").commit();
    }

    @AfterEach
    void close() {
        remote.close();
    }

    @Test
    void whatIsExposedIsWhatIsDocumented() throws Exception {
        try (RunningAgent agent = RunningAgent.start(folder.resolve("data"), remote.url())) {
            agent.awaitApplied(commit);
            Awaitility.await()
                    .until(() -> scrape(agent).contains("plumbline_applied_seconds_count"));
            String text = scrape(agent);

            Set<Metric> found = new HashSet<>();
            Matcher sample = SAMPLE.matcher(text);
            while (sample.find()) {
                Metric metric = metric(sample.group(1));
                found.add(metric);
                assertThat(labels(sample.group(2)))
                        .as(sample.group())
                        .containsExactlyInAnyOrderElementsOf(metric.tags());
            }
            Set<Metric> expected = new HashSet<>(Arrays.asList(Metric.values()));
            expected.removeAll(List.of(Metric.REFUSED, Metric.REWRITTEN, Metric.RUNS));
            assertThat(found).isEqualTo(expected);
            assertThat(text)
                    .contains(
                            "plumbline_changes_total{action=\"create\",kind=\"model\",outcome=\"applied\",workspace=\"specs/prod\"} 1.0")
                    .contains(
                            "plumbline_workspace_sync{status=\"Synced\",workspace=\"specs/prod\"} 1.0")
                    .contains("plumbline_repository_usable{repository=\"specs\"} 1.0");
            assertThat(stages(text))
                    .containsExactlyInAnyOrder(
                            "fetch", "load", "observe", "plan", "gate", "apply", "record");
        }
    }

    @Test
    void whatAWorkspaceWasGoesAwayWithIt() throws Exception {
        try (RunningAgent agent = RunningAgent.start(folder.resolve("data"), remote.url())) {
            agent.awaitApplied(commit);
            String next =
                    remote.file(
                                    "plumbline.yml",
                                    "workspaces: [{name: dev, platform: local, sync: {automated: true}}]\n")
                            .commit("Call it dev")
                            .commit();
            agent.awaitApplied(next);

            Awaitility.await()
                    .untilAsserted(() ->
                            assertThat(scrape(agent))
                                    .contains("plumbline_workspace_drift{workspace=\"specs/dev\"}")
                                    .doesNotContain(
                                            "plumbline_workspace_drift{workspace=\"specs/prod\"}"));
        }
    }

    private String scrape(RunningAgent agent) throws IOException, InterruptedException {
        String token = Files.readString(folder.resolve("data").resolve("token")).strip();
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(agent.process().url() + "/metrics"))
                        .header("Authorization", "Bearer " + token)
                        .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
    }

    private static Metric metric(String series) {
        return Arrays.stream(Metric.values())
                .filter(metric -> metric.series().contains(series))
                .findFirst()
                .orElseThrow(() -> new AssertionError(series + " is not documented"));
    }

    private static Set<String> labels(String text) {
        Set<String> labels = new HashSet<>();
        Matcher label = LABEL.matcher(text == null ? "" : text);
        while (label.find()) {
            labels.add(label.group(1));
        }
        labels.remove("le");
        return labels;
    }

    private static Set<String> stages(String text) {
        return Pattern.compile("plumbline_stage_seconds_count\\{stage=\"([a-z]+)\"")
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }
}
