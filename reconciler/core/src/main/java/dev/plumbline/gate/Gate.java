package dev.plumbline.gate;

import dev.plumbline.plan.Plan;
import dev.plumbline.plan.PlannedResource;
import dev.plumbline.plan.Verdict;
import dev.plumbline.platform.Change;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.spec.workspace.Policy;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Judges a plan. A change is held by the first gate that does not let it through: what waits for a
/// person is said before what waits for time.
public final class Gate {
    private static final Pattern SCALE = Pattern.compile("instance_count|scale_settings(\\..*)?");

    private static final List<Rule> RULES =
            List.of(
                    Gate::manual,
                    Gate::prune,
                    Gate::selfHeal,
                    Gate::approval,
                    Gate::freeze,
                    Gate::window,
                    Gate::gracePeriod);

    private final GateContext context;
    private final Policy policy;

    /// A gate for changes of resources.
    @FunctionalInterface
    private interface Rule {
        Optional<Hold> judge(Gate gate, PlannedResource change);
    }

    private Gate(GateContext context, Policy policy) {
        this.context = context;
        this.policy = policy;
    }

    public static GatedPlan judge(Plan plan, GateContext context) {
        Optional<Policy> policy = context.policy().rules();
        Map<ResourceId, Hold> holds = new TreeMap<>();
        for (PlannedResource change : plan.changes()) {
            hold(change, context, policy).ifPresent(hold -> holds.put(change.id(), hold));
        }
        Map<ResourceId, String> held = new TreeMap<>();
        holds.forEach((id, hold) -> held.put(id, hold.reason()));
        Optional<Instant> next =
                holds.values().stream()
                        .flatMap(hold -> hold.until().stream())
                        .min(Instant::compareTo);
        return new GatedPlan(plan, held, next);
    }

    private static Optional<Hold> hold(
            PlannedResource change, GateContext context, Optional<Policy> rules) {
        PolicyChange policy = context.policy();
        if (!policy.config().declared()) {
            return Optional.of(
                    Hold.forAPerson(
                            "the repository has no plumbline.yml, so it is planned and not applied; run `plumb init` to propose one"));
        }
        if (change.id().kind() == Kind.POLICY) {
            return policy.held().map(Hold::forAPerson);
        }
        if (rules.isEmpty()) {
            return Optional.of(
                    Hold.forAPerson(
                            policy.id()
                                    + " is held, and nothing is applied before the workspace has a policy; approve it first"));
        }
        Gate gate = new Gate(context, rules.get());
        return RULES.stream().flatMap(rule -> rule.judge(gate, change).stream()).findFirst();
    }

    private Optional<Hold> manual(PlannedResource change) {
        return held(
                !policy.sync().automated() && !context.requested(),
                "sync.automated is false; run `plumb sync`");
    }

    private Optional<Hold> prune(PlannedResource change) {
        boolean deletes = change.verdict() instanceof Verdict.Due(Change.Delete _);
        return held(
                deletes && change.moved().isEmpty() && !policy.sync().prune(),
                "sync.prune is false; delete it by hand or set sync.prune to true");
    }

    private Optional<Hold> selfHeal(PlannedResource change) {
        return held(
                change.drift() && !policy.sync().selfHeal() && !context.requested(),
                "sync.self_heal is false; run `plumb sync` to put it back");
    }

    private static Optional<Hold> held(boolean isHeld, String reason) {
        return isHeld ? Optional.of(Hold.forAPerson(reason)) : Optional.empty();
    }

    private Optional<Hold> approval(PlannedResource change) {
        return Approvals.lacking(change.id(), policy.approvals()).map(Hold::forAPerson);
    }

    private Optional<Hold> freeze(PlannedResource change) {
        return policy.freeze()
                .filter(freeze -> !freeze.isOver(context.now()))
                .map(freeze ->
                        new Hold(
                                "the workspace is frozen"
                                        + freeze.until().map(end -> " until " + end).orElse("")
                                        + freeze.reason().map(why -> " (" + why + ")").orElse("")
                                        + "; a commit that takes `freeze` out of plumbline.yml ends it",
                                freeze.until()));
    }

    private Optional<Hold> window(PlannedResource change) {
        return Windows.hold(change.id(), policy.sync().windows(), context.now());
    }

    /// An edit of traffic or scale by a person is often the answer to an incident: it stays for a
    /// while.
    private Optional<Hold> gracePeriod(PlannedResource change) {
        if (!change.drift() || !isTrafficOrScale(change) || context.requested()) {
            return Optional.empty();
        }
        Duration grace = policy.sync().gracePeriod();
        Instant until = context.driftSince().getOrDefault(change.id(), context.now()).plus(grace);
        return context.now().isBefore(until)
                ? Optional.of(
                        Hold.until(
                                until,
                                "edited on the platform; put back at "
                                        + until.truncatedTo(ChronoUnit.SECONDS)
                                        + " (grace period "
                                        + words(grace)
                                        + "), or now by `plumb sync`"))
                : Optional.empty();
    }

    private static boolean isTrafficOrScale(PlannedResource change) {
        return change.id().kind() == Kind.TRAFFIC
                || !change.fields().isEmpty()
                        && change.fields().stream()
                                .allMatch(field -> SCALE.matcher(field.path()).matches());
    }

    private static String words(Duration duration) {
        return duration.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
    }
}
