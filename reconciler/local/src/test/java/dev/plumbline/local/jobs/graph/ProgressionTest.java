package dev.plumbline.local.jobs.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.local.jobs.graph.Progression.Blocked;
import dev.plumbline.resource.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProgressionTest {
    private static final JobGraph DIAMOND =
            graph("load", "clean: load", "split: load", "train: clean split", "report");

    @Test
    void aStepBeginsWhenAllThatItNeedsHasSucceededAndOnlyOnce() {
        Progression progression = new Progression(DIAMOND, Set.of());

        assertThat(all(progression)).containsExactly("load", "report");
        progression.succeeded("load");
        assertThat(all(progression)).containsExactly("clean", "split");
        progression.succeeded("split");
        assertThat(all(progression)).isEmpty();
        progression.succeeded("clean");
        assertThat(all(progression)).containsExactly("train");
        progression.succeeded("train");
        assertThat(all(progression)).isEmpty();
        assertThat(progression.stop()).isEmpty();
    }

    @Test
    void whatNeedsAFailedStepCannotBeginAndSaysForWhichOne() {
        Progression progression = new Progression(DIAMOND, Set.of());
        all(progression);
        progression.succeeded("load");
        all(progression);

        assertThat(progression.failed("split")).containsExactly(new Blocked("train", "split"));
        assertThat(progression.failed("clean")).isEmpty();
        progression.succeeded("clean");
        assertThat(all(progression)).isEmpty();
    }

    @Test
    void aFailureReachesThroughOthers() {
        Progression progression = new Progression(graph("a", "b: a", "c: b", "d"), Set.of());
        all(progression);

        assertThat(progression.failed("a"))
                .containsExactly(new Blocked("b", "a"), new Blocked("c", "b"));
        assertThat(progression.stop()).isEmpty();
    }

    @Test
    void oneThatStopsGivesAllThatHasNotBegun() {
        Progression progression = new Progression(DIAMOND, Set.of());
        assertThat(progression.next()).contains("load");

        assertThat(progression.stop()).containsExactly("report", "clean", "split", "train");
        assertThat(all(progression)).isEmpty();
        progression.succeeded("load");
        assertThat(all(progression)).isEmpty();
    }

    @Test
    void oneThatIsTakenUpGoesOnFromWhatHadBegun() {
        Progression progression =
                new Progression(DIAMOND, Set.of("load", "clean", "split", "report"));
        progression.succeeded("load");
        progression.succeeded("clean");

        assertThat(all(progression)).isEmpty();
        progression.succeeded("split");
        assertThat(all(progression)).containsExactly("train");
    }

    private static List<String> all(Progression progression) {
        List<String> all = new ArrayList<>();
        for (Optional<String> next = progression.next();
                next.isPresent();
                next = progression.next()) {
            all.add(next.get());
        }
        return all;
    }

    /// Steps, each with those that it needs: `train: clean split`.
    private static JobGraph graph(String... steps) {
        SequencedMap<String, Step> byName = new LinkedHashMap<>();
        for (String step : steps) {
            String[] parts = step.split(": ?", 2);
            byName.put(
                    parts[0],
                    step(parts[0], parts.length == 1 ? List.of() : List.of(parts[1].split(" "))));
        }
        return new JobGraph(byName, Map.of(), Map.of(), Map.of(), false, false, List.of());
    }

    private static Step step(String name, List<String> needs) {
        Map<String, StepInput> inputs = new LinkedHashMap<>();
        needs.forEach(need -> inputs.put(need, new StepInput.Produced(new OutputOf(need, "out"))));
        return new Step(
                name,
                "true",
                Optional.empty(),
                Value.text("none"),
                Map.of(),
                Optional.empty(),
                inputs,
                Map.of("out", "uri_folder"),
                Optional.<Duration>empty(),
                true);
    }
}
