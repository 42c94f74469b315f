package dev.plumbline.plan;

import dev.plumbline.gate.GateContext;
import dev.plumbline.gate.GatedPlan;
import dev.plumbline.gate.Gates;
import dev.plumbline.gate.PolicyChange;
import dev.plumbline.platform.Change;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.spec.workspace.WorkspaceConfig;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A plan as its golden file has it: a block per resource, in the order of the plan. Where the case
/// has a `plumbline.yml`, with what its gates hold.
final class PlanText {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private PlanText() {}

    static String of(Plan plan, WorkspaceConfig config) {
        GatedPlan gated =
                config.declared()
                        ? Gates.judge(plan, new GateContext(settled(config), false, Map.of(), NOW))
                        : new GatedPlan(plan, Map.of(), Optional.empty());
        return Stream.concat(
                        plan.resources().stream().map(each -> block(each, gated.held(each.id()))),
                        plan.orphans().stream().map(PlanText::orphan))
                .collect(Collectors.joining());
    }

    /// The policy of the commit is the one in force.
    private static PolicyChange settled(WorkspaceConfig config) {
        PolicyChange first = new PolicyChange(config, "head", Optional.empty(), List.of());
        return new PolicyChange(config, "head", Optional.of(first.declared()), List.of());
    }

    private static String block(PlannedResource each, Optional<String> held) {
        StringBuilder text =
                new StringBuilder(verdict(each.verdict()) + " " + each.id() + version(each) + "\n");
        if (!each.reason().isEmpty()) {
            text.append("  why: ").append(each.reason()).append('\n');
        }
        if (each.drift()) {
            text.append("  drift\n");
        }
        each.fields().forEach(field -> text.append("  field: ").append(field).append('\n'));
        each.ignored()
                .forEach(left ->
                        text.append("  ignored: ")
                                .append(left.field())
                                .append(" (")
                                .append(left.because())
                                .append(")\n"));
        if (each.verdict() instanceof Verdict.Deferred(_, var waitsFor) && !waitsFor.isEmpty()) {
            text.append("  waits for: ").append(join(waitsFor)).append('\n');
        }
        if (!each.isCurrent() && !each.after().isEmpty()) {
            text.append("  after: ").append(join(each.after())).append('\n');
        }
        held.ifPresent(reason -> text.append("  held: ").append(reason).append('\n'));
        return text.toString();
    }

    private static String orphan(Orphan orphan) {
        return "orphan %s\n  why: %s\n  to do: %s\n"
                .formatted(orphan.id(), orphan.reason(), orphan.advice());
    }

    private static String verdict(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Current _ -> "current";
            case Verdict.Underway _ -> "under way";
            case Verdict.Elsewhere _ -> "elsewhere";
            case Verdict.Stalled _ -> "stalled";
            case Verdict.Deferred(var action, _) -> "deferred " + action;
            case Verdict.Due(var change) -> change.action();
        };
    }

    private static String version(PlannedResource each) {
        Optional<String> version =
                switch (each.verdict()) {
                    case Verdict.Due(Change.Create create) -> create.version();
                    case Verdict.Due(Change.Update update) -> update.version();
                    case Verdict.Due _,
                            Verdict.Current _,
                            Verdict.Deferred _,
                            Verdict.Underway _,
                            Verdict.Elsewhere _,
                            Verdict.Stalled _ ->
                            each.effective().flatMap(AppliedResource::version);
                };
        return version.map(found -> ":" + found).orElse("");
    }

    private static String join(Collection<ResourceId> ids) {
        List<String> names = new TreeSet<>(ids).stream().map(ResourceId::toString).toList();
        return String.join(", ", names);
    }
}
