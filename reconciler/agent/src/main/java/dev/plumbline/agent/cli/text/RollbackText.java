package dev.plumbline.agent.cli.text;

import dev.plumbline.agent.api.PlanView;
import dev.plumbline.agent.api.ProposedView;
import dev.plumbline.agent.api.RollbackView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// `plumb rollback`: what goes back, where the commit is, and what comes next.
public final class RollbackText {
    private static final int MOST = 40;

    private RollbackText() {}

    public static String render(RollbackView rollback, Ink ink, Instant now) {
        StringBuilder out = new StringBuilder();
        out.append(first(rollback, ink)).append('\n');
        rollback.because().forEach(why -> out.append(ink.attention("why: " + why)).append('\n'));
        rollback.pullRequest()
                .flatMap(pull -> pullRequest(pull, ink))
                .ifPresent(line -> out.append(line).append('\n'));
        list(
                out,
                "takes back " + Words.count(rollback.reverts().size(), "commit"),
                rollback.reverts().stream()
                        .map(each ->
                                "%s %s, %s"
                                        .formatted(
                                                Words.commit(each.revision()),
                                                each.subject(),
                                                each.author()))
                        .toList());
        list(
                out,
                "changes " + Words.count(rollback.files().size(), "file"),
                rollback.files().stream().map(each -> each.action() + " " + each.path()).toList());
        rollback.plan()
                .ifPresent(plan ->
                        out.append('\n')
                                .append(PlanText.render(new PlanView(List.of(plan)), ink, now))
                                .append('\n'));
        return out.append("next: ").append(next(rollback)).append('\n').toString();
    }

    private static String first(RollbackView rollback, Ink ink) {
        String workspace = ink.strong(rollback.repository() + "/" + rollback.workspace());
        String to = "commit " + Words.commit(rollback.to());
        if (rollback.commit().isEmpty()) {
            return "%s would go back to %s, on the branch %s"
                    .formatted(workspace, to, rollback.branch());
        }
        String commit = Words.commit(rollback.commit().get());
        return rollback.applied()
                ? "%s goes back to %s, with commit %s on %s"
                        .formatted(workspace, to, commit, rollback.branch())
                : "%s does not go back to %s yet: commit %s waits on the branch %s"
                        .formatted(workspace, to, commit, rollback.branch());
    }

    private static Optional<String> pullRequest(ProposedView pull, Ink ink) {
        return pull.fault()
                .map(why -> ink.attention("the pull request was not opened: " + why))
                .or(() ->
                        pull.url()
                                .map(url ->
                                        "pull request #%d: %s"
                                                .formatted(pull.number().orElseThrow(), url)));
    }

    private static String next(RollbackView rollback) {
        if (rollback.commit().isEmpty()) {
            return "nothing was pushed; leave --dry-run out to push it"
                    + rollback.pullRequest()
                            .map(it -> " and open the pull request \"%s\"".formatted(it.title()))
                            .orElse("");
        }
        Optional<String> number =
                rollback.pullRequest().flatMap(ProposedView::number).map(it -> "#" + it);
        if (number.isPresent()) {
            return "review and merge %s into %s; then the agent applies it"
                    .formatted(number.get(), rollback.base());
        }
        if (rollback.pullRequest().isPresent()) {
            return "run the command again to open it, which makes no second branch; or open one from %s to %s by hand"
                    .formatted(rollback.branch(), rollback.base());
        }
        return rollback.applied()
                ? "the agent applies it now; `plumb status` shows how it goes on"
                : "open a pull request from %s to %s; once it is merged, the agent applies it"
                        .formatted(rollback.branch(), rollback.base());
    }

    private static void list(StringBuilder out, String heading, List<String> lines) {
        out.append(heading).append('\n');
        lines.stream().limit(MOST).forEach(line -> out.append("  ").append(line).append('\n'));
        if (lines.size() > MOST) {
            out.append("  and %d more\n".formatted(lines.size() - MOST));
        }
    }
}
