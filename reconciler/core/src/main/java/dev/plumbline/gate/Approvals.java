package dev.plumbline.gate;

import dev.plumbline.resource.ResourceId;
import dev.plumbline.spec.workspace.ApprovalRule;
import java.util.List;
import java.util.Optional;

/// Whose approval a change lacks. Approvals come from reviews, which this workspace has no source
/// of, so what needs one is held.
final class Approvals {
    private Approvals() {}

    /// What the first rule that is not met asks for; every rule that covers the resource must be.
    static Optional<String> lacking(ResourceId id, List<ApprovalRule> rules) {
        return rules.stream()
                .filter(rule -> rule.covers(id))
                .findFirst()
                .map(rule ->
                        id
                                + " needs "
                                + rule.required()
                                + (rule.required() == 1 ? " approval" : " approvals")
                                + (rule.from().isEmpty()
                                        ? ""
                                        : " from " + String.join(", ", rule.from()))
                                + " and has 0");
    }
}
