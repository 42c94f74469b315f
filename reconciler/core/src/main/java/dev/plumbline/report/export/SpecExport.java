package dev.plumbline.report.export;

import dev.plumbline.platform.Observation;
import dev.plumbline.platform.Observed;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Fields;
import dev.plumbline.spec.document.SpecKind;
import dev.plumbline.spec.document.Writable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Writes what a platform holds as specs, a file for each resource. What it holds of files is not
/// copied: the spec points at where they were registered from.
public final class SpecExport {
    private static final String SCHEMAS = "https://azuremlschemas.azureedge.net/latest/";

    private final Observation observed;
    private final String folder;

    /// @param folder where the files will be, from the root of the repository; empty for the root
    public SpecExport(Observation observed, String folder) {
        this.observed = observed;
        this.folder = folder;
    }

    /// @param version of an asset; the newest when absent
    /// @return empty when the platform holds no such resource, or nothing that a spec could say
    public Optional<ExportedSpec> of(ResourceId id, Optional<String> version) {
        return switch (observed.resources().get(id)) {
            case null -> Optional.empty();
            case Observed.Asset asset ->
                    (version.isPresent()
                                    ? version.flatMap(asset::version)
                                    : asset.versions().reversed().stream().findFirst())
                            .map(found -> asset(id, found));
            case Observed.Job job ->
                    Optional.of(spec(id, job.live(), job.owner().isPresent(), Map.of()));
            case Observed.Service _ when id.kind() == Kind.TRAFFIC -> Optional.empty();
            case Observed.Service service -> Optional.of(service(service));
        };
    }

    private ExportedSpec asset(ResourceId id, Observed.Version version) {
        return spec(
                id,
                version.live().without("lock"),
                version.owner().isPresent(),
                Map.of("version", Value.text(version.version())));
    }

    /// Traffic stands in the file of its endpoint.
    private ExportedSpec service(Observed.Service service) {
        ResourceId id = service.id();
        Map<String, Value> more = new LinkedHashMap<>();
        if (id.kind() == Kind.ONLINE_DEPLOYMENT) {
            more.put("endpoint_name", Value.text(id.endpoint()));
        } else {
            Fields traffic =
                    observed.service(new ResourceId(Kind.TRAFFIC, id.name()))
                            .map(Observed.Service::live)
                            .orElse(Fields.EMPTY);
            for (String key : List.of("traffic", "mirror_traffic")) {
                if (!traffic.fields(key).isEmpty()) {
                    more.put(key, traffic.fields(key));
                }
            }
        }
        return spec(id, service.live(), service.owner().isPresent(), more);
    }

    /// @param isDeclared whether Plumbline applied it: then even usual values were declared, and
    ///   leaving them out would take them back
    private ExportedSpec spec(
            ResourceId id, Fields live, boolean isDeclared, Map<String, Value> more) {
        SpecKind kind = kind(id.kind(), live);
        String path = path(id);
        List<String> comments = new ArrayList<>();
        Map<String, Value> spec = new LinkedHashMap<>();
        spec.put("$schema", Value.text(SCHEMAS + kind.schema() + ".schema.json"));
        spec.put(
                "name",
                Value.text(id.kind() == Kind.ONLINE_DEPLOYMENT ? id.shortName() : id.name()));
        new Plain(path, comments)
                .fields("", Writable.of(kind, live, isDeclared))
                .fields()
                .forEach(spec::putIfAbsent);
        spec.putAll(more);
        return new ExportedSpec(id, path, new Fields(spec), comments);
    }

    private String path(ResourceId id) {
        String name = id.kind().word() + "/" + id.name() + ".yml";
        return folder.isEmpty() ? name : Path.of(folder, name).toString().replace('\\', '/');
    }

    private static SpecKind kind(Kind kind, Fields live) {
        return switch (kind) {
            case MODEL -> SpecKind.MODEL;
            case DATA -> SpecKind.DATA;
            case ENVIRONMENT -> SpecKind.ENVIRONMENT;
            case COMPONENT ->
                    isPipeline(live) ? SpecKind.PIPELINE_COMPONENT : SpecKind.COMMAND_COMPONENT;
            case JOB -> isPipeline(live) ? SpecKind.PIPELINE_JOB : SpecKind.COMMAND_JOB;
            case ONLINE_ENDPOINT ->
                    live.has("compute")
                            ? SpecKind.KUBERNETES_ONLINE_ENDPOINT
                            : SpecKind.MANAGED_ONLINE_ENDPOINT;
            case ONLINE_DEPLOYMENT ->
                    live.text("type").equals(Optional.of("kubernetes"))
                            ? SpecKind.KUBERNETES_ONLINE_DEPLOYMENT
                            : SpecKind.MANAGED_ONLINE_DEPLOYMENT;
            case TRAFFIC, POLICY ->
                    throw new IllegalArgumentException("a " + kind + " has no spec of its own");
        };
    }

    private static boolean isPipeline(Fields live) {
        return live.has("jobs") || live.text("type").equals(Optional.of("pipeline"));
    }
}
