package dev.plumbline.reconcile;

import dev.plumbline.gate.Interventions;
import dev.plumbline.ledger.Act;
import dev.plumbline.ledger.Ledger;
import dev.plumbline.plan.Suspension;
import dev.plumbline.plan.Undo;
import dev.plumbline.repository.CommitInfo;
import dev.plumbline.repository.Revision;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.spec.problem.Nearest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Takes suspensions of a workspace's resources, and ends them.
public final class SuspensionDesk {
    private static final Duration LONGEST = Duration.ofDays(90);

    private final Ledger ledger;

    public SuspensionDesk(Ledger ledger) {
        this.ledger = ledger;
    }

    /// Suspends healing of a resource; takes the place of an earlier suspension of it.
    ///
    /// @throws ActRefused when there is no such resource, or not for so long
    public Suspension suspend(
            WorkspaceState state,
            String by,
            ResourceId id,
            Duration length,
            Optional<String> reason,
            Instant now) {
        requireKnown(state, id);
        Suspension suspension = new Suspension(id, by, end(now, length), reason);
        ledger.record(act(Act.Kind.SUSPENSION, by, state, reason, List.of(suspension), List.of()));
        return suspension;
    }

    /// When a suspension ends that begins now, in whole seconds.
    ///
    /// @throws ActRefused when that is never, or too late
    static Instant end(Instant now, Duration length) {
        if (!length.isPositive() || length.compareTo(LONGEST) > 0) {
            throw new ActRefused(
                    "the suspension would last %s; it must be from 1s to %dh, after which it is given anew"
                            .formatted(length, LONGEST.toHours()));
        }
        Instant end = now.plus(length);
        Instant whole = end.truncatedTo(ChronoUnit.SECONDS);
        return whole.equals(end) ? end : whole.plusSeconds(1);
    }

    /// What is healed and applied again.
    ///
    /// @param undos the undos that hold no more
    public record Resumed(List<Suspension> suspensions, List<Undo> undos) {}

    /// Ends the suspension and the undo of a resource.
    ///
    /// @throws ActRefused when there is none
    public Resumed resume(
            WorkspaceState state, String by, ResourceId id, Optional<String> reason, Instant now) {
        Interventions standing = new Standings(ledger).at(now);
        Resumed resumed =
                new Resumed(
                        standing.suspensions().stream()
                                .filter(each -> each.id().equals(id))
                                .toList(),
                        standing.undos().stream()
                                .filter(each -> each.endpoint().equals(id))
                                .toList());
        if (resumed.suspensions().isEmpty() && resumed.undos().isEmpty()) {
            throw new ActRefused(id + " is not suspended" + suspended(standing));
        }
        ledger.record(
                act(
                        Act.Kind.RESUMPTION,
                        by,
                        state,
                        reason,
                        resumed.suspensions(),
                        resumed.undos()));
        return resumed;
    }

    private static String suspended(Interventions standing) {
        String ids =
                Stream.concat(
                                standing.suspensions().stream().map(Suspension::id),
                                standing.undos().stream().map(Undo::endpoint))
                        .distinct()
                        .map(ResourceId::toString)
                        .sorted()
                        .collect(Collectors.joining(", "));
        return ids.isEmpty() ? "; nothing is" : "; what is: " + ids;
    }

    static Act act(
            Act.Kind kind,
            String by,
            WorkspaceState state,
            Optional<String> comment,
            List<Suspension> suspensions,
            List<Undo> undos) {
        Revision source =
                state.commit()
                        .map(CommitInfo::revision)
                        .orElseThrow(() ->
                                new ActRefused(
                                        state.name()
                                                + " was not looked at yet; try again in a moment"));
        return new Act(kind, by, source, comment, List.of(), suspensions, undos);
    }

    static void requireKnown(WorkspaceState state, ResourceId id) {
        List<ResourceId> known =
                Stream.concat(
                                state.plan().stream()
                                        .flatMap(gated -> gated.plan().resources().stream())
                                        .map(each -> each.id()),
                                state.last().resources().keySet().stream())
                        .filter(each -> each.kind() != Kind.POLICY)
                        .toList();
        if (!known.contains(id)) {
            String near =
                    Nearest.to(id.toString(), known.stream().map(ResourceId::toString).toList())
                            .map(name -> "; did you mean " + name + "?")
                            .orElse("; `plumb status` lists what there is");
            throw new ActRefused("there is no %s in %s%s".formatted(id, state.name(), near));
        }
    }
}
