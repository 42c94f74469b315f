package dev.plumbline.agent.cli.init;

import dev.plumbline.agent.cli.text.Words;
import dev.plumbline.spec.explain.SpecSurvey.Found;
import dev.plumbline.spec.problem.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// A proposal as the text of `plumbline.yml`, and as reasons for people.
final class ProposalText {
    private static final int ON_ONE_LINE = 90;

    private ProposalText() {}

    static String reason(Units.Group group, boolean whole, int specs) {
        String count = Words.count(specs, "spec");
        if (whole) {
            return count
                    + ", all of the repository"
                    + (group.folders().size() + group.shared().size() > 1
                            ? ": its folders refer to each other"
                            : "");
        }
        String folders = folders(group.folders());
        return group.folders().size() > 1
                ? "%s of %s, which refer to each other".formatted(count, folders) + shared(group)
                : "%s of %s, which refers to nothing outside%s"
                        .formatted(count, folders, shared(group));
    }

    private static String shared(Units.Group group) {
        return group.shared().isEmpty()
                ? ""
                : " but to what is shared in " + folders(group.shared());
    }

    private static String folders(Collection<String> folders) {
        return new TreeSet<>(folders)
                .stream()
                        .map(folder -> folder.isEmpty() ? "the top folder" : folder + "/")
                        .collect(Collectors.joining(", "));
    }

    static List<String> reasons(List<ProposedWorkspace> workspaces, List<Units.Group> idle) {
        List<String> reasons = new ArrayList<>();
        for (ProposedWorkspace workspace : workspaces) {
            reasons.add("workspace " + workspace.name() + ": " + workspace.reason());
            if (workspace.jobCount() > 0) {
                reasons.add(
                        "  %s off: a job in a workspace runs; take its line out of exclude to have it run"
                                .formatted(Words.count(workspace.jobCount(), "job")));
            }
            workspace
                    .leftOut()
                    .forEach(left ->
                            reasons.add(
                                    "  left out: %s: %s"
                                            .formatted(
                                                    String.join(", ", left.files()), left.why())));
            told(workspace).ifPresent(reasons::add);
            if (!workspace.missing().open().isEmpty() || !workspace.missing().tokens().isEmpty()) {
                reasons.add(
                        "  values that only you know stand as comments; their specs are not applied before");
            }
        }
        idle.forEach(group -> reasons.add(idle(group)));
        return reasons;
    }

    /// Why a file cannot be in a workspace with the others.
    static String clash(Problem problem) {
        return problem.code().equals("duplicate-id")
                ? "each declares what another file of this workspace declares"
                : "with the others of this workspace: " + problem.message();
    }

    private static Optional<String> told(ProposedWorkspace workspace) {
        return workspace.missing().told().isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "  set: names that scripts would pass, taken from the endpoint or the file beside");
    }

    private static String idle(Units.Group group) {
        long jobs = group.specs().stream().filter(Proposal::isJob).count();
        long others = ownSpecs(group) - jobs;
        return "%s in no workspace: %s"
                .formatted(
                        folders(group.folders()),
                        jobs > 0
                                ? Words.count((int) jobs, "job")
                                        + ", off until a workspace includes them"
                                : Words.count((int) others, "spec")
                                        + " of kinds that are checked and not applied");
    }

    private static long ownSpecs(Units.Group group) {
        return group.specs().stream().map(Found::path).distinct().count();
    }

    static String yaml(List<ProposedWorkspace> workspaces, List<Units.Group> idle) {
        StringBuilder yaml =
                new StringBuilder(
                        "$schema: https://plumbline.dev/schemas/plumbline.schema.json\nworkspaces:\n");
        workspaces.forEach(workspace -> workspace(yaml, workspace));
        idle.forEach(group -> yaml.append("  # ").append(idle(group)).append('\n'));
        return yaml.toString();
    }

    private static void workspace(StringBuilder yaml, ProposedWorkspace workspace) {
        yaml.append("  - name: ").append(workspace.name()).append('\n');
        yaml.append(
                "    platform: local  # the embedded platform; an Azure ML workspace is named in the agent's configuration\n");
        list(yaml, "include", workspace.include());
        exclude(yaml, workspace);
        Missing missing = workspace.missing();
        if (!missing.told().isEmpty()) {
            yaml.append("    set:\n");
            missing.told().forEach(entry -> entry(yaml, "      ", entry));
        }
        if (!missing.open().isEmpty()) {
            yaml.append("    # Not applied before these values are known:\n");
            if (missing.told().isEmpty()) {
                yaml.append("    # set:\n");
            }
            missing.open().forEach(entry -> entry(yaml, "    #   ", entry));
        }
        if (!missing.tokens().isEmpty()) {
            yaml.append(
                            "    # Templates are not applied before their tokens have values:\n    # tokens: {")
                    .append(
                            missing.tokens().stream()
                                    .map(token -> token + ": …")
                                    .collect(Collectors.joining(", ")))
                    .append("}\n");
        }
        yaml.append("    sync: {automated: true, prune: false, self_heal: false}\n");
    }

    private static void exclude(StringBuilder yaml, ProposedWorkspace workspace) {
        if (workspace.jobs().isEmpty() && workspace.leftOut().isEmpty()) {
            return;
        }
        yaml.append("    exclude:\n");
        if (!workspace.jobs().isEmpty()) {
            yaml.append(
                    "      # %s, off until named: take a line out, or write it narrower, and what it held back runs\n"
                            .formatted(Words.count(workspace.jobCount(), "job")));
            workspace.jobs().forEach(pattern -> item(yaml, pattern));
        }
        for (ProposedWorkspace.LeftOut left : workspace.leftOut()) {
            yaml.append("      # ").append(left.why()).append('\n');
            left.files().forEach(pattern -> item(yaml, pattern));
        }
    }

    private static void item(StringBuilder yaml, String pattern) {
        yaml.append("      - ").append(quoted(pattern)).append('\n');
    }

    private static void list(StringBuilder yaml, String key, List<String> patterns) {
        String line = "[" + join(patterns) + "]";
        if (line.length() <= ON_ONE_LINE) {
            yaml.append("    ").append(key).append(": ").append(line).append('\n');
        } else {
            yaml.append("    ").append(key).append(":\n");
            patterns.forEach(pattern -> item(yaml, pattern));
        }
    }

    private static String join(List<String> patterns) {
        return patterns.stream().map(ProposalText::quoted).collect(Collectors.joining(", "));
    }

    private static void entry(StringBuilder yaml, String indent, Missing.Entry entry) {
        String values =
                entry.values().entrySet().stream()
                        .map(value -> value.getKey() + ": " + value(value.getValue()))
                        .collect(Collectors.joining(", "));
        if (entry.files().size() == 1) {
            yaml.append(indent)
                    .append("- files: ")
                    .append(quoted(entry.files().getFirst()))
                    .append('\n');
        } else {
            yaml.append(indent).append("- files:\n");
            entry.files()
                    .forEach(file ->
                            yaml.append(indent).append("    - ").append(quoted(file)).append('\n'));
        }
        yaml.append(indent).append("  values: {").append(values).append("}\n");
    }

    private static String value(String text) {
        return text.matches("[a-z][a-z0-9-]*") && !text.matches("yes|no|on|off|true|false|null|y|n")
                ? text
                : quoted(text);
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
