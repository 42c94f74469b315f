package dev.plumbline.agent.promotion;

import dev.plumbline.agent.api.ModelComparisonView;
import dev.plumbline.agent.api.ModelComparisonView.Row;
import dev.plumbline.agent.api.ModelComparisonView.Verdict;
import dev.plumbline.agent.api.ModelView;
import dev.plumbline.agent.cli.text.Markdown;
import dev.plumbline.agent.promotion.Selection.Chosen;
import dev.plumbline.repository.CommitInfo;
import dev.plumbline.spec.edit.EditedFile;
import dev.plumbline.spec.promotion.Promotion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The title and text of a promotion's pull request. It says the same as long as the same is
/// proposed, so that it is written anew only for news.
///
/// @param comparison with what is deployed; empty when nothing is, or nothing is known of it
/// @param candidate what is proposed
/// @param commits between the two that changed the code, newest first; empty when that is not known
record ProposalText(
        Promotion promotion,
        Chosen chosen,
        EditedFile edit,
        String workspace,
        ModelView candidate,
        Optional<ModelComparisonView> comparison,
        Optional<List<CommitInfo>> commits) {
    private static final int MOST_COMMITS = 20;
    private static final Map<String, String> SECTIONS =
            Map.of(
                    "parameters", "Parameters",
                    "data", "Data",
                    "code", "Code",
                    "environments", "Environment");

    ProposalText {
        commits = commits.map(List::copyOf);
    }

    String title() {
        return "Promote %s to %s".formatted(chosen.title(), place());
    }

    private String place() {
        return promotion.deployment().endpoint() + "/" + promotion.deployment().shortName();
    }

    String body() {
        StringBuilder body = new StringBuilder();
        body.append(
                "%s meets what the promotion %s (%s) asks for. Merging this sets it in %s, so that %s in %s takes it%s.\n"
                        .formatted(
                                Markdown.code(chosen.title()),
                                Markdown.code(promotion.name()),
                                Markdown.code(promotion.source().toString()),
                                Markdown.code(edit.place()),
                                Markdown.code(promotion.deployment().toString()),
                                Markdown.code(workspace),
                                chosen.deployed()
                                        .map(now ->
                                                " in the place of "
                                                        + Markdown.code(Selection.title(now)))
                                        .orElse("")));
        if (edit.workspaces().size() > 1) {
            body.append(
                    "\n**This file is for several workspaces**: merging changes the deployments of %s.\n"
                            .formatted(
                                    edit.workspaces().stream()
                                            .map(Markdown::code)
                                            .collect(Collectors.joining(", "))));
        }
        conditions(body);
        origin(body);
        comparison.ifPresent(rows -> comparison(body, rows));
        commits.ifPresent(list -> commits(body, list));
        unknown(body);
        body.append(
                "\nClose this to refuse %s for good. A newer version that meets the conditions takes its place here, unless somebody else commits to this branch.\n"
                        .formatted(Markdown.code(chosen.title())));
        return body.toString();
    }

    private void conditions(StringBuilder body) {
        body.append("\n| condition | met, since |\n|---|---|\n");
        chosen.verdicts()
                .forEach(verdict ->
                        body.append(
                                "| %s | %s |\n"
                                        .formatted(
                                                Markdown.text(verdict.condition().toString()),
                                                Markdown.text(verdict.reason()))));
    }

    private void origin(StringBuilder body) {
        candidate
                .run()
                .ifPresent(run ->
                        body.append(
                                "\nTrained by run %s of %s on commit %s%s.\n"
                                        .formatted(
                                                Markdown.code(run.id()),
                                                Markdown.code(run.job()),
                                                run.commit(),
                                                run.author()
                                                        .map(author -> " by " + name(author))
                                                        .orElse(""))));
    }

    /// An address is no one's to publish.
    private static String name(String author) {
        int mail = author.lastIndexOf(" <");
        return Markdown.text(mail < 0 ? author : author.substring(0, mail));
    }

    private void comparison(StringBuilder body, ModelComparisonView view) {
        List<Row> metrics = section(view, "metrics");
        if (!metrics.isEmpty()) {
            body.append(
                    "\n| metric | %s | %s | change | |\n|---|--:|--:|--:|---|\n"
                            .formatted(
                                    Markdown.text(view.from().title()),
                                    Markdown.text(view.to().title())));
            metrics.forEach(row ->
                    body.append(
                            "| %s | %s | %s | %s | %s |\n"
                                    .formatted(
                                            Markdown.text(row.name()),
                                            Markdown.text(row.from().orElse("unknown")),
                                            Markdown.text(row.to().orElse("unknown")),
                                            Markdown.text(row.change().orElse("")),
                                            mark(row.verdict()))));
        }
        for (String section : List.of("parameters", "data", "code", "environments")) {
            List<Row> rows = section(view, section);
            if (!rows.isEmpty()) {
                others(body, SECTIONS.getOrDefault(section, section), rows);
            }
        }
    }

    private static List<Row> section(ModelComparisonView view, String section) {
        return view.rows().stream().filter(row -> row.section().equals(section)).toList();
    }

    private static String mark(Verdict verdict) {
        return switch (verdict) {
            case BETTER -> "better";
            case WORSE -> "**worse**";
            case SAME -> "same";
            case DIFFERENT -> "";
        };
    }

    private static void others(StringBuilder body, String heading, List<Row> rows) {
        List<Row> changed = rows.stream().filter(row -> row.verdict() != Verdict.SAME).toList();
        if (changed.isEmpty()) {
            body.append("\n%s: the same.\n".formatted(heading));
            return;
        }
        body.append("\n| %s | before | now |\n|---|---|---|\n".formatted(heading));
        changed.forEach(row ->
                body.append(
                        "| %s | %s | %s |\n"
                                .formatted(
                                        Markdown.text(row.name()),
                                        row.from().map(Markdown::code).orElse("none"),
                                        row.to().map(Markdown::code).orElse("none"))));
    }

    private static void commits(StringBuilder body, List<CommitInfo> commits) {
        if (commits.isEmpty()) {
            return;
        }
        body.append("\nCommits that changed the code in between:\n\n");
        commits.stream()
                .limit(MOST_COMMITS)
                .forEach(commit ->
                        body.append(
                                "- %s %s (%s)\n"
                                        .formatted(
                                                commit.revision().commit(),
                                                Markdown.text(commit.subject()),
                                                Markdown.text(commit.authorName()))));
        if (commits.size() > MOST_COMMITS) {
            body.append("- and %d more\n".formatted(commits.size() - MOST_COMMITS));
        }
    }

    private void unknown(StringBuilder body) {
        candidate
                .unknown()
                .forEach(what ->
                        body.append(
                                "\nNot known of %s: %s.\n"
                                        .formatted(
                                                Markdown.code(candidate.title()),
                                                Markdown.text(what))));
        comparison
                .map(ModelComparisonView::from)
                .ifPresent(from ->
                        from.unknown()
                                .forEach(what ->
                                        body.append(
                                                "\nNot known of %s: %s.\n"
                                                        .formatted(
                                                                Markdown.code(from.title()),
                                                                Markdown.text(what)))));
    }
}
