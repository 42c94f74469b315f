package dev.plumbline.reconcile;

import dev.plumbline.ledger.Act;
import dev.plumbline.ledger.ChangeRecord;
import dev.plumbline.ledger.EndpointRelease;
import dev.plumbline.ledger.Ledger;
import dev.plumbline.plan.AppliedResource;
import dev.plumbline.plan.LastApplied;
import dev.plumbline.plan.Suspension;
import dev.plumbline.plan.Undo;
import dev.plumbline.platform.Observation;
import dev.plumbline.platform.Platform;
import dev.plumbline.platform.PlatformException;
import dev.plumbline.platform.Scope;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.ResourceId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Puts endpoints back to how an earlier release served them: at once, past a pass that is under
/// way, and past the gates, since that release was let through before. What takes longer, because
/// its deployments are gone or were changed in place, later passes carry on.
public final class UndoDesk {
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

    private final String name;
    private final Platform platform;
    private final Ledger ledger;
    private final InstantSource clock;
    private final Steering steering;
    private final Restoring restoring;
    private volatile Optional<Head> head = Optional.empty();
    private volatile boolean underway;

    UndoDesk(
            String name,
            Platform platform,
            Ledger ledger,
            InstantSource clock,
            Steering steering,
            Restoring restoring) {
        this.name = name;
        this.platform = platform;
        this.ledger = ledger;
        this.clock = clock;
        this.steering = steering;
        this.restoring = restoring;
    }

    /// What came of an undo so far.
    ///
    /// @param cold the deployments that had to be made as they were; the traffic follows once they
    ///   answer
    /// @param faults what could not be done and is tried again
    public record Undone(
            Undo undo,
            Suspension suspension,
            boolean done,
            List<ResourceId> cold,
            List<String> faults) {}

    /// Serves an endpoint as the newest good release did that served it otherwise, and leaves edits
    /// of it alone for a while.
    ///
    /// @throws ActRefused when there is nothing to go back to
    public Undone undo(
            WorkspaceState state,
            String by,
            ResourceId endpoint,
            Duration length,
            Optional<String> reason) {
        if (endpoint.kind() != Kind.ONLINE_ENDPOINT) {
            throw new ActRefused(
                    endpoint + " is no endpoint; name one, such as online-endpoint/fraud");
        }
        SuspensionDesk.requireKnown(state, endpoint);
        Head now =
                head.orElseThrow(() ->
                        new ActRefused(name + " was not looked at yet; try again in a moment"));
        Instant until = SuspensionDesk.end(clock.instant(), length);
        Suspension suspension = new Suspension(endpoint, by, until, reason);
        return steering.take(endpoint.name(), () -> putBack(state, now, suspension));
    }

    private Undone putBack(WorkspaceState state, Head now, Suspension suspension) {
        ResourceId endpoint = suspension.id();
        Map<ResourceId, AppliedResource> current =
                EndpointRelease.serving(endpoint.name(), ledger.lastApplied()::get);
        boolean cutsIn = isMoving(endpoint.name(), current);
        EndpointRelease to =
                ledger.serving(endpoint.name())
                        .otherThan(cutsIn ? Map.of() : current)
                        .orElseThrow(() ->
                                new ActRefused(
                                        "no earlier good release in the ledger of %s serves %s otherwise than it is served now; see `plumb history traffic/%s`, or put it right by a commit"
                                                .formatted(name, endpoint, endpoint.name())));
        Undo undo = undo(now, suspension, cutsIn, to);
        Observation observed = observe();
        ledger.recordHere(
                SuspensionDesk.act(
                        Act.Kind.UNDO,
                        suspension.by(),
                        state,
                        suspension.reason(),
                        List.of(suspension),
                        List.of(undo)));
        Restoring.Step step = restoring.step(now, undo, to.resources(), observed);
        underway = !step.done();
        return new Undone(
                undo,
                suspension,
                step.done(),
                List.copyOf(step.restoration().cold()),
                step.faults());
    }

    /// Whether a sync under way moves the traffic or changes what takes it: then the release before
    /// it is what to go back to.
    private boolean isMoving(String endpoint, Map<ResourceId, AppliedResource> current) {
        ResourceId traffic = new ResourceId(Kind.TRAFFIC, endpoint);
        return ledger.standing().begun().stream()
                .map(ChangeRecord::id)
                .anyMatch(id -> id.equals(traffic) || current.containsKey(id));
    }

    private Undo undo(Head now, Suspension suspension, boolean cutsIn, EndpointRelease to) {
        String endpoint = suspension.id().name();
        Optional<EndpointRelease> from = cutsIn ? Optional.empty() : ledger.serving(endpoint).now();
        return new Undo(
                suspension.id(),
                suspension.by(),
                suspension.reason(),
                EndpointSpecs.of(now.specs().graph(), endpoint),
                from.map(release -> release.release().commit()),
                from.map(EndpointRelease::source).orElse(now.commit().revision()).commit(),
                to.release().commit(),
                to.source().commit(),
                from.map(EndpointRelease::subjects).orElse(List.of()),
                to.subjects());
    }

    private Observation observe() {
        try {
            return platform.observe(new Scope(name));
        } catch (PlatformException e) {
            throw new ActRefused(
                    "the platform of %s cannot be read, so nothing was put back: %s; try again"
                            .formatted(name, e.getMessage()));
        }
    }

    /// A pass begins: undos that the commit ends are ended, those that are not done yet go on.
    void carryOn(Head now) {
        head = Optional.of(now);
        boolean left = false;
        for (Undo undo : ledger.undos()) {
            if (!EndpointSpecs.isUndone(undo, now.specs().graph())) {
                end(undo, now);
            } else if (!isDone(undo)) {
                left |= !steering.take(undo.endpoint().name(), () -> goOn(undo, now));
            }
        }
        underway = left;
    }

    /// When a pass is to look at undos that are not done yet.
    Optional<Instant> next() {
        return underway ? Optional.of(clock.instant().plus(LOOK_AGAIN)) : Optional.empty();
    }

    private void end(Undo undo, Head now) {
        ledger.record(
                new Act(
                        Act.Kind.RESUMPTION,
                        now.commit().author(),
                        now.commit().revision(),
                        Optional.of(
                                "commit %s declares something else of %s"
                                        .formatted(
                                                now.commit().revision().shortForm(),
                                                undo.endpoint())),
                        List.of(),
                        List.of(),
                        List.of(undo)));
    }

    private boolean isDone(Undo undo) {
        LastApplied last = ledger.lastApplied();
        return EndpointRelease.meaning(EndpointRelease.serving(undo.endpoint().name(), last::get))
                .equals(Set.copyOf(undo.restores()));
    }

    private boolean goOn(Undo undo, Head now) {
        Optional<EndpointRelease> to = ledger.serving(undo.endpoint().name()).as(undo);
        return to.isEmpty() || restoring.step(now, undo, to.get().resources(), observe()).done();
    }
}
