package dev.plumbline.plan;

import dev.plumbline.resource.Kind;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.spec.ResourceGraph;
import dev.plumbline.spec.workspace.Moves;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The renames that a commit tells, against what was applied last. A rename is due while the last
/// release holds the old id and not the new one; afterwards its entry says nothing new.
record Renames(Moves moves, ResourceGraph graph, LastApplied last) {

    /// The old id of a declared resource whose rename is due.
    Optional<ResourceId> from(ResourceId id) {
        return moves.steps().isEmpty() || last.get(id).isPresent()
                ? Optional.empty()
                : moves.formerly(id).stream()
                        .filter(former -> last.get(former).isPresent())
                        .findFirst();
    }

    /// What was applied last, under the id of now.
    Optional<AppliedResource> get(ResourceId id) {
        return last.get(id).or(() -> from(id).flatMap(last::get).map(before -> before.renamed(id)));
    }

    /// The declared resource that one which is declared no more became.
    Optional<ResourceId> to(ResourceId gone) {
        ResourceId now = moves.now(gone);
        return now.equals(gone) || graph.get(now).isEmpty() ? Optional.empty() : Optional.of(now);
    }

    /// What has to be there before the old one goes: the new one and, since what serves must go on
    /// serving, whatever belongs to its endpoint.
    Set<ResourceId> before(ResourceId to) {
        Set<ResourceId> first = new TreeSet<>(Set.of(to));
        if (to.kind().family() == Kind.Family.SERVICE) {
            graph.resources().keySet().stream()
                    .filter(id -> id.kind().family() == Kind.Family.SERVICE)
                    .filter(id -> id.endpoint().equals(to.endpoint()))
                    .forEach(first::add);
        }
        return first;
    }
}
