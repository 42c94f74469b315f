package dev.plumbline.gate;

import dev.plumbline.resource.ResourceId;
import dev.plumbline.spec.owners.CodeOwners;
import dev.plumbline.spec.owners.OwnerSet;
import dev.plumbline.spec.owners.Owners;
import dev.plumbline.spec.workspace.ApprovalRule;
import dev.plumbline.spec.workspace.Glob;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Rules that ask code owners, by one CODEOWNERS file.
///
/// @param file as [CodeOwners#file] gave it
public record OwnedRules(CodeOwners owners, String file) {
    /// No file is known.
    public static final OwnedRules NOWHERE = new OwnedRules(CodeOwners.NOWHERE, CodeOwners.NONE);

    /// A rule with the owners of a file by their names: one rule for each set of them. Where nobody
    /// owns the file it is as it was when it names nobody else.
    public Stream<ApprovalRule> named(ApprovalRule rule, String path) {
        if (!rule.asksCodeOwners()) {
            return Stream.of(rule);
        }
        return switch (owners.of(file, path)) {
            case Owners.Sets(var sets) ->
                    sets.stream().map(set -> rule.ofOwners(set.owners(), set.required()));
            case Owners.Nobody _ ->
                    Stream.of(rule.from().size() == 1 ? rule : rule.ofOwners(List.of(), 1));
        };
    }

    /// Why nobody owns a file.
    Optional<String> nobody(String path) {
        return owners.of(file, path) instanceof Owners.Nobody(var why)
                ? Optional.of(why)
                : Optional.empty();
    }

    /// What a change of the file itself needs: its own owners; where it has none one of all that it
    /// names; where it names nobody anyone who may approve.
    public List<ApprovalRule> ofItsChange(ResourceId policy) {
        return sets().stream()
                .map(set ->
                        new ApprovalRule(
                                List.of(Glob.of(policy.toString())), set.required(), set.owners()))
                .toList();
    }

    private List<OwnerSet> sets() {
        return owners.of(file, CodeOwners.path(file)) instanceof Owners.Sets(var sets)
                ? sets
                : List.of(new OwnerSet(owners.everyone(file), 1));
    }
}
