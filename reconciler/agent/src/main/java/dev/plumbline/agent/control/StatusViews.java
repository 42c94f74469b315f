package dev.plumbline.agent.control;

import dev.plumbline.agent.api.FieldView;
import dev.plumbline.agent.api.HoldView;
import dev.plumbline.agent.api.OrphanView;
import dev.plumbline.agent.api.ResourceView;
import dev.plumbline.agent.api.StatusView;
import dev.plumbline.agent.loop.RepositoryLoop;
import dev.plumbline.gate.GatedPlan;
import dev.plumbline.plan.AppliedResource;
import dev.plumbline.plan.PlannedResource;
import dev.plumbline.platform.Observed;
import dev.plumbline.reconcile.WorkspaceState;
import dev.plumbline.report.ResourceStatus;
import dev.plumbline.report.WorkspaceStatus;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Value.Fields;
import dev.plumbline.resource.ValueJson;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Statuses as the contract has them.
final class StatusViews {
    private StatusViews() {}

    static StatusView.Workspace of(Workspaces.Found workspace) {
        WorkspaceState state = workspace.reconciler().state();
        WorkspaceStatus status = WorkspaceStatus.of(state);
        String message =
                status.message().isEmpty() ? workspace.loop().fault().orElse("") : status.message();
        return new StatusView.Workspace(
                workspace.fullName(),
                workspace.loop().options().name(),
                status.revision(),
                status.sync().word(),
                status.health().word(),
                message,
                status.resources().stream().map(each -> resource(each, state)).toList(),
                state.plan()
                        .map(gated -> PlanViews.orphans(workspace.fullName(), gated.plan()))
                        .orElse(List.of()));
    }

    private static StatusView.Resource resource(ResourceStatus status, WorkspaceState state) {
        return new StatusView.Resource(
                status.id().toString(),
                status.version(),
                status.sync().word(),
                status.health().word(),
                status.message(),
                status.commit(),
                hold(state, status.id()));
    }

    private static Optional<HoldView> hold(WorkspaceState state, ResourceId id) {
        return state.plan().flatMap(gated -> HoldView.first(gated, id));
    }

    static Optional<ResourceView> resource(Workspaces.Found workspace, ResourceId id) {
        WorkspaceState state = workspace.reconciler().state();
        Optional<PlannedResource> planned =
                state.plan().map(GatedPlan::plan).flatMap(plan -> plan.get(id));
        Optional<ResourceStatus> status =
                WorkspaceStatus.of(state).resources().stream()
                        .filter(each -> each.id().equals(id))
                        .findFirst();
        return status.map(found -> view(workspace, state, found, planned));
    }

    private static ResourceView view(
            Workspaces.Found workspace,
            WorkspaceState state,
            ResourceStatus status,
            Optional<PlannedResource> planned) {
        Optional<AppliedResource> effective = planned.flatMap(PlannedResource::effective);
        Optional<Observed> observed =
                Optional.ofNullable(state.observed().resources().get(status.id()));
        List<FieldView> fields =
                planned.stream()
                        .flatMap(each -> each.fields().stream())
                        .map(FieldView::of)
                        .toList();
        return new ResourceView(
                workspace.fullName(),
                status.id().toString(),
                status.version(),
                status.sync().word(),
                status.health().word(),
                status.message(),
                status.commit(),
                planned.map(PlannedResource::path),
                effective.map(AppliedResource::digest).map(Digest::value),
                observed.flatMap(StatusViews::changedBy),
                hold(state, status.id()),
                fields,
                planned.map(NoteViews::ignored).orElse(List.of()),
                json(effective.map(AppliedResource::spec)),
                json(observed.map(there -> live(there, status))));
    }

    private static Optional<String> changedBy(Observed observed) {
        return observed instanceof Observed.Service service
                ? service.changedBy()
                : Optional.empty();
    }

    private static Fields live(Observed observed, ResourceStatus status) {
        return switch (observed) {
            case Observed.Service service -> service.live();
            case Observed.Job job -> job.live();
            case Observed.Asset asset ->
                    status.version()
                            .flatMap(asset::version)
                            .map(Observed.Version::live)
                            .orElse(Fields.EMPTY);
        };
    }

    private static JsonNode json(Optional<Fields> fields) {
        return fields.map(ValueJson::write).orElseGet(JsonNodeFactory.instance::nullNode);
    }

    /// What workspaces left there that are declared no more.
    static List<OrphanView> orphans(List<RepositoryLoop> loops) {
        return loops.stream()
                .flatMap(loop -> loop.vanished().stream())
                .flatMap(left ->
                        left.orphans().stream().map(each -> OrphanView.of(left.workspace(), each)))
                .toList();
    }

    /// Why repositories cannot be used, in the order of their names.
    static List<StatusView.Fault> faults(Map<String, String> unusable, List<RepositoryLoop> loops) {
        Map<String, String> faults = new TreeMap<>(unusable);
        loops.forEach(
                loop -> loop.fault().ifPresent(fault -> faults.put(loop.options().name(), fault)));
        return faults.entrySet().stream()
                .map(fault -> new StatusView.Fault(fault.getKey(), fault.getValue()))
                .toList();
    }
}
