package dev.plumbline.agent.control;

import dev.plumbline.agent.api.ControlException;
import dev.plumbline.agent.api.ImportRequest;
import dev.plumbline.agent.api.ImportView;
import dev.plumbline.platform.Observation;
import dev.plumbline.platform.Observed;
import dev.plumbline.reconcile.Head;
import dev.plumbline.reconcile.WorkspaceState;
import dev.plumbline.report.export.ExportedSpec;
import dev.plumbline.report.export.SpecExport;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.ValueJson;
import dev.plumbline.resource.VersionedId;
import dev.plumbline.spec.ResourceGraph;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What a platform holds and no spec declares, as specs.
final class Importing {
    private final Workspaces workspaces;

    Importing(Workspaces workspaces) {
        this.workspaces = workspaces;
    }

    ImportView of(Optional<String> workspace, ImportRequest request) {
        Workspaces.Found found = workspaces.only(workspace);
        WorkspaceState state = found.reconciler().state();
        ResourceGraph declared = declared(found);
        SpecExport export = new SpecExport(state.observed(), request.folder().orElse(""));
        Stream<ExportedSpec> specs =
                request.ids().isEmpty()
                        ? wanted(state.observed(), declared, request.all())
                                .flatMap(id -> export.of(id, Optional.empty()).stream())
                        : request.ids().stream().distinct().map(text -> named(found, export, text));
        return new ImportView(found.fullName(), specs.map(Importing::view).toList());
    }

    /// What a job of the workspace registers is declared by the job.
    private static ResourceGraph declared(Workspaces.Found found) {
        List<Head> heads = found.loop().head().map(found.loop()::heads).orElse(List.of());
        Head head =
                heads.stream()
                        .filter(each -> each.specs().config().name().equals(found.shortName()))
                        .findFirst()
                        .orElseThrow(() ->
                                ControlException.unavailable(
                                        found.fullName()
                                                + " has not been looked at yet; try again in a moment"));
        if (!head.specs().errors().isEmpty()) {
            throw ControlException.invalidSpecs(
                    "the specs of %s have errors, so that what they declare is not known; correct them first: %s"
                            .formatted(found.fullName(), head.specs().errors().getFirst()));
        }
        return head.specs().graph();
    }

    private static Stream<ResourceId> wanted(
            Observation observed, ResourceGraph declared, boolean all) {
        return observed.resources().entrySet().stream()
                .filter(there -> !isPast(there.getValue()))
                .map(Map.Entry::getKey)
                .filter(id -> all || declared.get(id).isEmpty() && declared.producer(id).isEmpty())
                .sorted();
    }

    /// Runs are records of what was done, and what is archived is not wanted any more.
    private static boolean isPast(Observed there) {
        return switch (there) {
            case Observed.Asset asset -> asset.archived();
            case Observed.Job _ -> true;
            case Observed.Service _ -> false;
        };
    }

    private static ExportedSpec named(Workspaces.Found found, SpecExport export, String text) {
        VersionedId id = id(text);
        Optional<String> version = Optional.of(id.version()).filter(each -> !each.isEmpty());
        return export.of(id.id(), version)
                .orElseThrow(() ->
                        ControlException.notFound(
                                "the platform of %s holds no %s; `plumb import --all` shows what there is, `plumb runs` the jobs"
                                        .formatted(found.fullName(), text)));
    }

    /// Traffic is written into the file of its endpoint.
    private static VersionedId id(String text) {
        int colon = text.indexOf(':');
        ResourceId id = Ids.parse(colon < 0 ? text : text.substring(0, colon));
        ResourceId holder =
                id.kind() == Kind.TRAFFIC ? new ResourceId(Kind.ONLINE_ENDPOINT, id.name()) : id;
        return new VersionedId(holder, colon < 0 ? "" : text.substring(colon + 1));
    }

    private static ImportView.Spec view(ExportedSpec spec) {
        return new ImportView.Spec(
                spec.id().toString(), spec.path(), ValueJson.write(spec.spec()), spec.comments());
    }
}
