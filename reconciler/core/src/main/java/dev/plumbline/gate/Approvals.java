package dev.plumbline.gate;

import dev.plumbline.plan.Approval;
import dev.plumbline.plan.LastApplied;
import dev.plumbline.plan.PlannedResource;
import dev.plumbline.plan.Subject;
import dev.plumbline.plan.Verdict;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.spec.workspace.ApprovalRule;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The approvals that were given in a workspace, and whose count.
///
/// @param workspace as commands name it
/// @param given the approvals of a meaning that stand
/// @param remarks why the review of a change does not let it through, where one was looked at
/// @param owned by which file code owners are known
public record Approvals(
        String workspace,
        LastApplied last,
        Function<Digest, List<Approval>> given,
        Teams teams,
        Function<ResourceId, Optional<String>> remarks,
        OwnedRules owned) {
    /// Approvals of changes of which no review is known.
    public Approvals(
            String workspace,
            LastApplied last,
            Function<Digest, List<Approval>> given,
            Teams teams) {
        this(workspace, last, given, teams, _ -> Optional.empty(), OwnedRules.NOWHERE);
    }

    /// Nobody approved anything.
    public static Approvals none(String workspace) {
        return new Approvals(workspace, LastApplied.NOTHING, _ -> List.of(), Teams.NONE);
    }

    /// The same, where code owners are known by a file.
    Approvals ownedBy(OwnedRules rules) {
        return new Approvals(workspace, last, given, teams, remarks, rules);
    }

    /// Who approved a planned change as it is now.
    public List<String> of(PlannedResource change) {
        return Subject.of(change, last).stream()
                .flatMap(subject ->
                        given.apply(subject.meaning()).stream()
                                .filter(each -> each.allows(subject.action(), change.drift())))
                .map(Approval::by)
                .distinct()
                .sorted()
                .toList();
    }

    /// What the rules ask for that are not met; every rule that covers the resource must be.
    Optional<Hold> lacking(PlannedResource change, List<ApprovalRule> rules) {
        List<ApprovalRule> covering =
                rules.stream()
                        .filter(rule -> rule.covers(change.id()))
                        .flatMap(rule -> owned.named(rule, change.path()))
                        .distinct()
                        .toList();
        if (covering.isEmpty()) {
            return Optional.empty();
        }
        List<String> approvers = of(change);
        List<ApprovalRule> unmet =
                covering.stream().filter(rule -> !isMet(rule, approvers)).toList();
        return unmet.isEmpty() ? Optional.empty() : Optional.of(hold(change, unmet, approvers));
    }

    private boolean isMet(ApprovalRule rule, List<String> approvers) {
        return teams.named(approvers, rule.from()).size() >= rule.required();
    }

    /// What a rule lacks of these approvers, for people; empty when it is met.
    ///
    /// @param path of the file that the change comes from
    public Optional<String> unmet(
            ResourceId id, String path, ApprovalRule rule, List<String> approvers) {
        return isMet(rule, approvers)
                ? Optional.empty()
                : Optional.of(id + " needs " + needs(rule, path, approvers));
    }

    private Hold hold(PlannedResource change, List<ApprovalRule> unmet, List<String> approvers) {
        String needs =
                unmet.stream()
                        .map(rule -> needs(rule, change.path(), approvers))
                        .distinct()
                        .collect(Collectors.joining(", and ", change.id() + " needs ", ""));
        List<String> from = from(unmet);
        if (change.verdict() instanceof Verdict.Deferred(_, var waitsFor)
                && change.effective().isEmpty()) {
            String producers =
                    waitsFor.isEmpty()
                            ? ": " + change.reason()
                            : waitsFor.stream()
                                    .map(ResourceId::toString)
                                    .sorted()
                                    .collect(Collectors.joining(", ", ", after ", ""));
            return new Hold(
                    Hold.Gate.APPROVAL,
                    needs + "; it can be approved once it is known" + producers,
                    Optional.empty(),
                    from,
                    Optional.empty());
        }
        String command = command(change.id());
        String remark = remarks.apply(change.id()).map(text -> "; " + text).orElse("");
        return new Hold(
                Hold.Gate.APPROVAL,
                needs + remark + "; run `" + command + "`",
                Optional.empty(),
                from,
                Optional.of(command));
    }

    /// What gives the approval of a change of a resource.
    String command(ResourceId id) {
        return "plumb approve " + id + " --workspace " + workspace;
    }

    /// Who can bring it closer; empty when a rule takes anyone.
    private static List<String> from(List<ApprovalRule> unmet) {
        return unmet.stream().anyMatch(rule -> rule.from().isEmpty())
                ? List.of()
                : unmet.stream().flatMap(rule -> rule.from().stream()).distinct().toList();
    }

    private String needs(ApprovalRule rule, String path, List<String> approvers) {
        if (rule.asksCodeOwners()) {
            return "%d %s from code owners, and there are none: %s"
                    .formatted(
                            rule.required(),
                            rule.required() == 1 ? "approval" : "approvals",
                            owned.nobody(path).orElse("the file names none"));
        }
        List<String> counting = teams.named(approvers, rule.from());
        return "%d %s%s and has %d%s"
                .formatted(
                        rule.required(),
                        rule.required() == 1 ? "approval" : "approvals",
                        rule.from().isEmpty() ? "" : " from " + String.join(", ", rule.from()),
                        counting.size(),
                        counting.isEmpty() ? "" : " (" + String.join(", ", counting) + ")");
    }
}
