package dev.plumbline.gate;

import dev.plumbline.plan.Plan;
import dev.plumbline.plan.PlannedResource;
import dev.plumbline.plan.Verdict;
import dev.plumbline.platform.Change;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.spec.workspace.ApprovalRule;
import dev.plumbline.spec.workspace.WorkspaceConfig;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/// Judges a plan. A change is held by the first gate that does not let it through.
public final class Gate {
    private static final List<BiFunction<PlannedResource, GateContext, Optional<String>>> GATES =
            List.of(
                    Gate::undeclared,
                    Gate::manual,
                    Gate::prune,
                    Gate::selfHeal,
                    Gate::gracePeriod,
                    Gate::approval);

    private static final Pattern SCALE = Pattern.compile("instance_count|scale_settings(\\..*)?");

    private Gate() {}

    public static GatedPlan judge(Plan plan, GateContext context) {
        Map<ResourceId, String> held = new TreeMap<>();
        for (PlannedResource change : plan.changes()) {
            GATES.stream()
                    .flatMap(gate -> gate.apply(change, context).stream())
                    .findFirst()
                    .ifPresent(reason -> held.put(change.id(), reason));
        }
        Optional<Instant> next =
                plan.changes().stream()
                        .filter(change -> waitsForTime(change, held, context))
                        .map(change -> healsAt(change.id(), context))
                        .min(Instant::compareTo);
        return new GatedPlan(plan, held, next);
    }

    private static boolean waitsForTime(
            PlannedResource change, Map<ResourceId, String> held, GateContext context) {
        Optional<String> grace = gracePeriod(change, context);
        return grace.isPresent() && grace.equals(Optional.ofNullable(held.get(change.id())));
    }

    private static Optional<String> undeclared(PlannedResource change, GateContext context) {
        return context.config().declared()
                ? Optional.empty()
                : Optional.of(
                        "the repository has no plumbline.yml, so it is planned and not applied; run `plumb init` to propose one");
    }

    private static Optional<String> manual(PlannedResource change, GateContext context) {
        return context.config().sync().automated() || context.requested()
                ? Optional.empty()
                : Optional.of("sync.automated is false; run `plumb sync`");
    }

    private static Optional<String> prune(PlannedResource change, GateContext context) {
        boolean deletes = change.verdict() instanceof Verdict.Due(Change.Delete _);
        return deletes && change.moved().isEmpty() && !context.config().sync().prune()
                ? Optional.of("sync.prune is false; delete it by hand or set sync.prune to true")
                : Optional.empty();
    }

    private static Optional<String> selfHeal(PlannedResource change, GateContext context) {
        return change.drift() && !context.config().sync().selfHeal() && !context.requested()
                ? Optional.of("sync.self_heal is false; run `plumb sync` to put it back")
                : Optional.empty();
    }

    /// An edit of traffic or scale by a person is often the answer to an incident: it stays for a
    /// while.
    private static Optional<String> gracePeriod(PlannedResource change, GateContext context) {
        if (!change.drift() || !isTrafficOrScale(change) || context.requested()) {
            return Optional.empty();
        }
        Instant until = healsAt(change.id(), context);
        return context.now().isBefore(until)
                ? Optional.of(
                        "edited on the platform; put back at "
                                + until.truncatedTo(ChronoUnit.SECONDS)
                                + " (grace period "
                                + words(context.config().sync().gracePeriod())
                                + "), or now by `plumb sync`")
                : Optional.empty();
    }

    private static boolean isTrafficOrScale(PlannedResource change) {
        return change.id().kind() == Kind.TRAFFIC
                || !change.fields().isEmpty()
                        && change.fields().stream()
                                .allMatch(field -> SCALE.matcher(field.path()).matches());
    }

    /// When a drifted resource that is held by the grace period will be put back.
    private static Instant healsAt(ResourceId id, GateContext context) {
        return context.driftSince()
                .getOrDefault(id, context.now())
                .plus(context.config().sync().gracePeriod());
    }

    private static String words(Duration duration) {
        return duration.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
    }

    /// Every rule that matches must be met. Approvals come from reviews, which this workspace has
    /// no source of, so what needs one is held.
    private static Optional<String> approval(PlannedResource change, GateContext context) {
        return rules(context.config(), change.id()).stream()
                .findFirst()
                .map(rule ->
                        change.id()
                                + " needs "
                                + rule.required()
                                + (rule.required() == 1 ? " approval" : " approvals")
                                + (rule.from().isEmpty()
                                        ? ""
                                        : " from " + String.join(", ", rule.from()))
                                + " and has 0");
    }

    private static List<ApprovalRule> rules(WorkspaceConfig config, ResourceId id) {
        return config.approvals().stream().filter(rule -> rule.covers(id)).toList();
    }
}
