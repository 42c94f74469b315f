package dev.plumbline.agent.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Keeps `docs/reference/differences.md` as `differences.yml` says it; `-Dplumbline.rewrite=true`
/// writes it anew.
class DifferencesPageTest {
    private static final Path PAGE = Path.of("..", "..", "docs", "reference", "differences.md");

    private static final String OPENING =
            """
            # Differences from `az ml`

            Plumbline takes what `az ml … create --file` takes. This page names where it judges otherwise, and why. It is written from the
            table of the test that compares the two: the package behind `az ml` (`azure-ai-ml` 1.35.2, offline) and Plumbline judge thousands of
            valid and invalid documents, made with a seed from the tables that the [schemas](../../schemas/README.md) are tested with, and every
            difference that no row explains fails the test.

                ./mvnw -Pslow -pl reconciler/agent -am test -Dtest=DifferentialTest -Dsurefire.failIfNoSpecifiedTests=false

            `-Dplumbline.seed=N` tries other changes, `-Dplumbline.differential=N` as many of each kind. A job of type `data_transfer` or `parallel`
            and an `MLTable` are left out, because `az ml` cannot load them by themselves. Differences of single documents stand in the
            schemas' tables, as their `az:` lines.
            """;

    @Test
    void thePageSaysWhatTheTableSays() throws IOException {
        String page = render(Difference.all());
        if (Boolean.getBoolean("plumbline.rewrite")) {
            Files.writeString(PAGE, page);
        }
        assertThat(PAGE).hasContent(page);
    }

    private static String render(List<Difference> differences) {
        return OPENING
                + section("Refused here, taken by `az ml`", Difference.Taker.AZURE, differences)
                + section(
                        "Taken here, refused by `az ml`", Difference.Taker.PLUMBLINE, differences);
    }

    private static String section(
            String title, Difference.Taker taker, List<Difference> differences) {
        return differences.stream()
                .filter(each -> each.takenBy() == taker)
                .map(each ->
                        "| %s | %s | %s |\n"
                                .formatted(
                                        each.about(),
                                        each.kinds().isEmpty()
                                                ? "any"
                                                : String.join(", ", each.kinds()),
                                        each.why()))
                .collect(
                        Collectors.joining(
                                "",
                                "\n## " + title + "\n\n| what | in | why |\n|---|---|---|\n",
                                ""));
    }
}
