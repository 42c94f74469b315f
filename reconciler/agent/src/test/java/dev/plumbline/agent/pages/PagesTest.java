package dev.plumbline.agent.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.agent.api.HistoryView;
import dev.plumbline.agent.api.HoldView;
import dev.plumbline.agent.api.OrphanView;
import dev.plumbline.agent.api.Samples;
import dev.plumbline.agent.api.StatusView;
import dev.plumbline.agent.api.SyncView;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PagesTest {
    private final Pages pages = new Pages();

    /// Whoever may write a commit, a name on the platform or a message decides about every text.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "\" onmouseover=\"alert(1)",
                "' onmouseover='alert(1)",
                "</style><script>alert(1)</script>",
                "{{ style | raw }}<b>",
                "<!-- <img src=x onerror=alert(1)>"
            })
    void noTextBecomesPartOfAPage(String text) {
        String clean = pages.workspace(workspace("text"), history("text"));
        String page = pages.workspace(workspace(text), history(text));

        assertThat(structure(page)).isEqualTo(structure(clean));
        assertThat(structure(pages.sync("fraud/" + text, history(text).syncs().getFirst())))
                .isEqualTo(structure(pages.sync("fraud/text", history("text").syncs().getFirst())));
        assertThat(structure(pages.refusal(404, text)))
                .isEqualTo(structure(pages.refusal(404, "text")));
    }

    /// What tells a browser where tags and their attributes begin and end.
    private static String structure(String page) {
        return page.replaceAll("[^<>\"']", "");
    }

    @Test
    void aLargeWorkspaceIsShownInPart() {
        List<StatusView.Resource> many =
                IntStream.range(0, 1_200)
                        .mapToObj(number ->
                                new StatusView.Resource(
                                        "model/m" + number,
                                        Optional.of("1"),
                                        number % 2 == 0 ? "Synced" : "OutOfSync",
                                        "Healthy",
                                        "",
                                        Optional.empty(),
                                        Optional.empty()))
                        .toList();

        String page =
                pages.workspace(
                        new StatusView.Workspace(
                                "fraud/prod",
                                "fraud",
                                "",
                                "OutOfSync",
                                "Healthy",
                                "",
                                many,
                                List.of()),
                        new HistoryView(List.of()));

        assertThat(page)
                .contains("600 as declared and healthy")
                .contains("and 100 more, which <code>plumb status</code> lists")
                .contains("none was looked at yet")
                .contains("There was none yet.");
    }

    private static StatusView.Workspace workspace(String text) {
        HoldView hold =
                new HoldView(
                        "approval",
                        text,
                        Optional.of(Samples.NOON),
                        List.of(text),
                        Optional.of(text),
                        Optional.of(Samples.NOON),
                        Optional.of(text));
        StatusView.Resource resource =
                new StatusView.Resource(
                        text,
                        Optional.of(text),
                        text,
                        text,
                        text,
                        Optional.of(text),
                        Optional.of(hold));
        return new StatusView.Workspace(
                "fraud/" + text,
                text,
                text,
                text,
                text,
                text,
                List.of(resource),
                List.of(new OrphanView(text, text, text, text, text)));
    }

    private static HistoryView history(String text) {
        return new HistoryView(
                List.of(
                        new HistoryView.Sync(
                                text,
                                text,
                                text,
                                text,
                                text,
                                Samples.NOON,
                                Optional.of(Samples.NOON),
                                Optional.of(1L),
                                text,
                                List.of(new HistoryView.Approval(text, text, Samples.NOON)),
                                List.of(
                                        new SyncView.Change(
                                                text,
                                                text,
                                                text,
                                                text,
                                                text,
                                                Optional.of(text))))));
    }
}
