package dev.plumbline.agent.pullrequest;

import dev.plumbline.agent.api.PlanView;
import dev.plumbline.agent.cli.text.Markdown;
import dev.plumbline.agent.cli.text.PlanMarkdown;
import dev.plumbline.agent.cli.text.PlanText;
import dev.plumbline.agent.cli.text.Words;
import dev.plumbline.agent.control.PlanViews;
import dev.plumbline.agent.pullrequest.Preview.Result;
import dev.plumbline.gate.GatedPlan;
import dev.plumbline.spec.problem.Problem;
import dev.plumbline.spec.problem.Severity;
import dev.plumbline.webhooks.forge.Annotation;
import dev.plumbline.webhooks.forge.CommitStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// A preview as the pull request shows it: one comment, and a status per workspace.
final class PreviewText {
    /// What a plan may have before it is folded.
    private static final int MOST_UNFOLDED = 10;

    private static final int MOST_PROBLEMS = 50;

    private PreviewText() {}

    static String comment(Preview preview, Instant now) {
        String heading =
                "## What merging %s would change\n\n`%s` merged into `%s` (`%s`); nothing of it was run.\n\n"
                        .formatted(
                                preview.pullRequest().shortForm(),
                                preview.pullRequest().head().shortForm(),
                                preview.pullRequest().base(),
                                preview.base().shortForm());
        if (preview.conflicts()) {
            return heading
                    + "The two conflict, so there is nothing to plan; merge or rebase the branch first.\n";
        }
        return heading
                + preview.workspaces().stream()
                        .map(workspace -> workspace(workspace, now))
                        .collect(Collectors.joining("\n"));
    }

    private static String workspace(Preview.Workspace workspace, Instant now) {
        return switch (workspace.result()) {
            case Result.Planned(var plan, _) -> plan(workspace.name(), plan, now);
            case Result.Invalid(var problems) ->
                    "### `%s` could not be applied: %s\n\n%s"
                            .formatted(
                                    workspace.name(),
                                    Words.count(problems.size(), "error"),
                                    problems(problems));
            case Result.Unknown(var why) ->
                    "### `%s` cannot be planned now\n\n%s\n"
                            .formatted(workspace.name(), Markdown.text(why));
            case Result.Conflicting _ -> "";
        };
    }

    private static String plan(String name, GatedPlan plan, Instant now) {
        PlanView.Workspace view = PlanViews.of(name, plan);
        String text = PlanMarkdown.render(new PlanView(List.of(view)), now);
        return view.changes().size() <= MOST_UNFOLDED
                ? text
                : "<details><summary><code>%s</code>: %s</summary>\n\n%s\n</details>\n"
                        .formatted(Markdown.html(name), PlanText.summary(view), text);
    }

    private static String problems(List<Problem> problems) {
        String rows =
                problems.stream()
                        .limit(MOST_PROBLEMS)
                        .map(problem ->
                                "| %s:%d | %s |\n"
                                        .formatted(
                                                Markdown.text(problem.path()),
                                                problem.position().line(),
                                                Markdown.text(problem.message())))
                        .collect(Collectors.joining());
        int more = problems.size() - MOST_PROBLEMS;
        return "| Where | What |\n|---|---|\n"
                + rows
                + (more > 0 ? "\nand %d more; `plumb validate` shows all\n".formatted(more) : "");
    }

    static CommitStatus status(Preview preview, Preview.Workspace workspace) {
        CommitStatus.State state =
                switch (workspace.result()) {
                    case Result.Planned _ -> CommitStatus.State.SUCCESS;
                    case Result.Invalid _, Result.Conflicting _ -> CommitStatus.State.FAILURE;
                    case Result.Unknown _ -> CommitStatus.State.ERROR;
                };
        return new CommitStatus(
                context(workspace.name()),
                state,
                summary(workspace, preview.pullRequest().base()),
                Optional.empty());
    }

    /// The context of a workspace's statuses: its own name, without the repository's.
    static String context(String fullName) {
        return "plumbline/" + fullName.substring(fullName.indexOf('/') + 1);
    }

    private static String summary(Preview.Workspace workspace, String base) {
        return switch (workspace.result()) {
            case Result.Planned(var plan, _) -> {
                PlanView.Workspace view = PlanViews.of(workspace.name(), plan);
                int held = plan.heldBack().size();
                yield (view.changes().isEmpty() ? "nothing to change" : PlanText.summary(view))
                        + (held > 0 ? "; " + held + " held" : "");
            }
            case Result.Invalid(var problems) ->
                    Words.count(problems.size(), "error") + ": " + problems.getFirst();
            case Result.Conflicting _ ->
                    "conflicts with %s; rebase the branch or merge %s into it"
                            .formatted(base, base);
            case Result.Unknown(var why) -> "cannot be planned now: " + why;
        };
    }

    static List<Annotation> annotations(Preview.Workspace workspace) {
        return workspace.result() instanceof Result.Invalid(var problems)
                ? problems.stream()
                        .map(problem ->
                                new Annotation(
                                        problem.path(),
                                        Math.max(1, problem.position().line()),
                                        problem.severity() == Severity.ERROR,
                                        problem.code(),
                                        problem.message()))
                        .toList()
                : List.of();
    }
}
