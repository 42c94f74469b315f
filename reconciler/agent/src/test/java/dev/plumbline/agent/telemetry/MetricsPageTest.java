package dev.plumbline.agent.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The table of docs/reference/metrics.md is written from the metrics, with
/// `-Dplumbline.rewrite=true`.
final class MetricsPageTest {
    private static final Path PAGE = Path.of("../../docs/reference/metrics.md");
    private static final String HEAD = "| metric | type | labels | meaning |\n|---|---|---|---|\n";

    @Test
    void thePageSaysWhatIsExposed() throws IOException {
        String page = Files.readString(PAGE);
        int begin = page.indexOf(HEAD);
        int end = page.indexOf("\n\n", begin) + 1;
        String current = page.substring(0, begin) + table() + page.substring(end);
        if (Boolean.getBoolean("plumbline.rewrite")) {
            Files.writeString(PAGE, current);
        }
        assertThat(PAGE).hasContent(current);
    }

    private static String table() {
        return Arrays.stream(Metric.values())
                .map(metric ->
                        "| `%s` | %s | %s | %s |\n"
                                .formatted(
                                        metric.exposed(),
                                        metric.kind(),
                                        metric.tags().stream()
                                                .map(tag -> "`" + tag + "`")
                                                .collect(Collectors.joining(", ")),
                                        metric.description()))
                .collect(Collectors.joining("", HEAD, ""));
    }
}
