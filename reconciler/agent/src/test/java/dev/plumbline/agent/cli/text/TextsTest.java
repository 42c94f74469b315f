package dev.plumbline.agent.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.agent.api.AuditSamples;
import dev.plumbline.agent.api.HistoryView;
import dev.plumbline.agent.api.LineageView;
import dev.plumbline.agent.api.PlanView;
import dev.plumbline.agent.api.RunSamples;
import dev.plumbline.agent.api.RunsView;
import dev.plumbline.agent.api.Samples;
import dev.plumbline.agent.api.StatusView;
import dev.plumbline.agent.api.SyncView;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class TextsTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static String pretty(JsonNode node) {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(node) + "\n";
    }

    @Test
    void status() throws IOException {
        Golden.check("status.txt", StatusText.render(Samples.status(), Ink.PLAIN, Samples.NOON));
    }

    @Test
    void statusInColours() throws IOException {
        Golden.check(
                "status-coloured.txt",
                StatusText.render(Samples.status(), Ink.COLOURED, Samples.NOON));
    }

    @Test
    void plan() throws IOException {
        Golden.check("plan.txt", PlanText.render(Samples.plan(), Ink.PLAIN, Samples.NOON));
    }

    @Test
    void planAsMarkdown() throws IOException {
        Golden.check("plan.md", PlanMarkdown.render(Samples.plan(), Samples.NOON));
    }

    @Test
    void sync() throws IOException {
        Golden.check("sync.txt", SyncText.render(Samples.sync(SyncView.State.HELD), Ink.PLAIN));
    }

    @Test
    void diff() throws IOException {
        Golden.check("diff.txt", DiffText.render(Samples.resource(), Ink.PLAIN, Samples.NOON));
    }

    @Test
    void history() throws IOException {
        Golden.check("history.txt", HistoryText.render(Samples.history(), Ink.PLAIN));
    }

    @Test
    void runs() throws IOException {
        Golden.check("runs.txt", RunsText.render(RunSamples.runs(), Ink.PLAIN));
    }

    @Test
    void lineage() throws IOException {
        Golden.check("lineage.txt", LineageText.render(Samples.lineage(), Ink.PLAIN));
    }

    @Test
    void lineageAsDot() throws IOException {
        Golden.check("lineage.dot", LineageDot.render(Samples.lineage()));
    }

    @Test
    void lineageAsOpenLineage() throws IOException {
        Golden.check(
                "lineage-openlineage.json", pretty(LineageOpenLineage.render(Samples.lineage())));
    }

    @Test
    void audit() throws IOException {
        Golden.check("audit.txt", AuditText.render(AuditSamples.audit(true), Ink.PLAIN));
        Golden.check("audit-problems.txt", AuditText.render(AuditSamples.audit(false), Ink.PLAIN));
    }

    @Test
    void validation() throws IOException {
        Golden.check("validation.txt", ValidationText.render(Samples.validation(), Ink.PLAIN));
    }

    @Test
    void validationAsSarif() throws IOException {
        Golden.check("validation.sarif", pretty(Sarif.render(Samples.validation(), "0.1.0")));
    }

    @Test
    void validationAsGithubAnnotations() throws IOException {
        Golden.check("validation-github.txt", GithubAnnotations.render(Samples.validation()));
    }

    @ParameterizedTest
    @CsvSource({
        "PT-5S, 0 s",
        "PT119S, 119 s",
        "PT2M, 2 min",
        "PT119M, 119 min",
        "PT2H, 2 h",
        "PT47H, 47 h",
        "PT50H, 2 d",
    })
    void howLongSomethingIsHeldIsToldRoughly(Duration duration, String words) {
        assertThat(Words.roughly(duration)).isEqualTo(words);
    }

    @Test
    void nothingIsSaidInWordsToo() {
        assertThat(PlanText.render(Samples.emptyPlan(), Ink.PLAIN, Samples.NOON))
                .contains("nothing to change");
        assertThat(StatusText.render(new StatusView(List.of()), Ink.PLAIN, Samples.NOON))
                .contains("plumb init");
        assertThat(HistoryText.render(new HistoryView(List.of()), Ink.PLAIN))
                .isEqualTo("no syncs yet\n");
        assertThat(RunsText.render(new RunsView(List.of()), Ink.PLAIN)).isEqualTo("no runs yet\n");
    }

    @Test
    void aLineageThatRunsInACircleEnds() {
        var nodes =
                List.of(
                        new LineageView.Node("a", "run", "a", Map.of()),
                        new LineageView.Node("b", "data", "b", Map.of()));
        var edges =
                List.of(
                        new LineageView.Edge("a", "b", "read"),
                        new LineageView.Edge("b", "a", "registered by"));

        assertThat(LineageText.render(new LineageView("a", nodes, edges), Ink.PLAIN))
                .isEqualTo("run a\n└─ read data b\n   └─ registered by run a (above)\n");
    }

    @Test
    void controlCharactersOfOthersDoNotReachTheTerminal() {
        JsonNode safe =
                TerminalSafe.json(
                        JSON.readTree(
                                "{\"a\": [\"x\\u001b[2Jy\\nz\", 1, null], \"b\\u0007\": true}"));

        assertThat(safe.toString()).isEqualTo("{\"a\":[\"x?[2Jy\\nz\",1,null],\"b?\":true}");
    }

    @Test
    void markdownOfOthersIsText() {
        var change =
                new PlanView.Change(
                        "create",
                        "model/a|b`c",
                        "x.yml",
                        "<img src=x> @team | [a](b)",
                        List.of(),
                        Map.of("azureml:a|b@latest", "model/a|b:1"),
                        Optional.empty(),
                        Optional.empty());
        var workspace = PlanView.Workspace.of("staging", Samples.COMMIT, List.of(change));

        assertThat(PlanMarkdown.render(new PlanView(List.of(workspace)), Samples.NOON))
                .contains(
                        "| create | `` model/a\\|b`c `` | &lt;img src=x&gt; &#64;team \\| \\[a\\](b)<br>`azureml:a\\|b@latest` is `model/a\\|b:1` |");
    }
}
