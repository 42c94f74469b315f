package dev.plumbline.agent.control;

import dev.plumbline.agent.api.RollbackView;
import dev.plumbline.agent.cli.text.Markdown;
import dev.plumbline.agent.cli.text.Words;
import dev.plumbline.webhooks.forge.Proposal;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The pull request of a rollback: what goes back, from where to where, what is taken back with it,
/// by whose wish and why.
final class RollbackProposal {
    private static final int MOST = 100;

    private RollbackProposal() {}

    static Proposal of(RollbackView rollback) {
        return new Proposal(rollback.branch(), rollback.base(), title(rollback), body(rollback));
    }

    private static String title(RollbackView rollback) {
        return "Roll back %s to %s".formatted(rollback.workspace(), Words.commit(rollback.to()));
    }

    private static String body(RollbackView rollback) {
        return "The files of the workspace `%s` go back from commit %s to what they were at commit %s.\n\nAsked for by %s%s.\n"
                        .formatted(
                                rollback.workspace(),
                                rollback.from(),
                                rollback.to(),
                                Markdown.text(rollback.by()),
                                rollback.reason().map(why -> ": " + Markdown.text(why)).orElse(""))
                + list("Why by a pull request", rollback.because(), Markdown::text)
                + list(
                        "Takes back " + Words.count(rollback.reverts().size(), "commit"),
                        rollback.reverts(),
                        each ->
                                "%s %s, %s"
                                        .formatted(
                                                Words.commit(each.revision()),
                                                Markdown.text(each.subject()),
                                                Markdown.text(each.author())))
                + list(
                        "Changes " + Words.count(rollback.files().size(), "file"),
                        rollback.files(),
                        each -> each.action() + " " + Markdown.code(each.path()));
    }

    private static <T> String list(String heading, List<T> all, Function<T, String> line) {
        if (all.isEmpty()) {
            return "";
        }
        return "\n### %s\n\n".formatted(heading)
                + all.stream()
                        .limit(MOST)
                        .map(each -> "- " + line.apply(each) + "\n")
                        .collect(Collectors.joining())
                + (all.size() > MOST ? "- and %d more\n".formatted(all.size() - MOST) : "");
    }
}
