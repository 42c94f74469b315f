package dev.plumbline.plan;

import dev.plumbline.platform.Health;
import dev.plumbline.platform.Observation;
import dev.plumbline.platform.Observed;
import dev.plumbline.platform.Observed.RunStatus;
import dev.plumbline.platform.Owner;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Fields;
import dev.plumbline.resource.Value.Items;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/// Reads `observed.yml`: what is otherwise on the platform than the commits before left it. Under
/// the id of a resource stands `null` (it is gone) or what is to be set:
///
/// - of a service: `like` (the service that it is a copy of), fields of `live` (`null` takes one
///   away), `health`, `message`, `by`, `owner` (`null` takes it away), `adopted: true` when it was
///   there before Plumbline
/// - of an asset: `versions`, each with `health`, `message` and `declared: true` when it has the
///   content that the commit declares; `archived`
/// - of a job: `runs` of what the commit declares, each with `status` and `message`; `archived`
///
/// `incomplete` lists the kinds that could not be read wholly.
final class PlatformEdits {
    private final Observation before;
    private final Function<ResourceId, Digest> declared;

    /// @param declared what the commit's resource of that id means
    PlatformEdits(Observation before, Function<ResourceId, Digest> declared) {
        this.before = before;
        this.declared = declared;
    }

    Observation apply(Fields edits) {
        Map<ResourceId, Observed> resources = new TreeMap<>(before.resources());
        edits.without("incomplete")
                .fields()
                .forEach((key, edit) -> {
                    ResourceId id = ResourceId.parse(key);
                    if (edit instanceof Fields fields) {
                        resources.put(id, edited(id, fields));
                    } else {
                        resources.remove(id);
                    }
                });
        Set<Kind> incomplete = new HashSet<>();
        items(edits, "incomplete")
                .forEach(kind -> incomplete.add(Kind.ofWord(kind.display()).orElseThrow()));
        return new Observation(resources, incomplete);
    }

    private Observed edited(ResourceId id, Fields edit) {
        return switch (id.kind().family()) {
            case ASSET -> asset(id, edit);
            case JOB -> job(id, edit);
            case SERVICE -> service(id, edit);
        };
    }

    private Observed asset(ResourceId id, Fields edit) {
        Map<String, Observed.Version> versions =
                new TreeMap<>(Comparator.comparingInt(Integer::parseInt));
        Optional<Observed.Asset> asset = before.asset(id);
        asset.ifPresent(there ->
                there.versions().forEach(version -> versions.put(version.version(), version)));
        edit.fields("versions")
                .fields()
                .forEach((version, value) ->
                        versions.put(version, version(id, version, (Fields) value)));
        return new Observed.Asset(id, List.copyOf(versions.values()), edit.has("archived"));
    }

    private Observed.Version version(ResourceId id, String version, Fields edit) {
        return new Observed.Version(
                version,
                edit.has("declared") ? Optional.of(declared.apply(id)) : Optional.empty(),
                edit.fields("live"),
                health(edit).orElse(Health.HEALTHY),
                edit.text("message").orElse(""),
                Optional.empty(),
                Optional.empty());
    }

    private Observed job(ResourceId id, Fields edit) {
        Optional<Observed.Job> job = before.job(id);
        List<Observed.Run> runs = new ArrayList<>(job.map(Observed.Job::runs).orElse(List.of()));
        for (Value value : items(edit, "runs")) {
            Fields run = (Fields) value;
            runs.add(
                    new Observed.Run(
                            "run-" + (runs.size() + 1),
                            declared.apply(id),
                            RunStatus.valueOf(run.text("status").orElseThrow()),
                            Map.of(),
                            run.text("message").orElse("")));
        }
        return new Observed.Job(
                id,
                runs,
                job.map(Observed.Job::live).orElse(Fields.EMPTY),
                job.flatMap(Observed.Job::owner),
                edit.has("archived"));
    }

    private Observed service(ResourceId id, Fields edit) {
        Optional<Observed.Service> service =
                before.service(edit.text("like").map(ResourceId::parse).orElse(id));
        return new Observed.Service(
                id,
                overlay(
                        service.map(Observed.Service::live).orElse(Fields.EMPTY),
                        edit.fields("live")),
                health(edit).or(() -> service.map(Observed.Service::health)).orElse(Health.HEALTHY),
                edit.text("message").orElse(""),
                owner(id, edit, service.flatMap(Observed.Service::owner)),
                edit.text("by").or(() -> service.flatMap(Observed.Service::changedBy)));
    }

    private static Optional<Owner> owner(ResourceId id, Fields edit, Optional<Owner> before) {
        if (edit.has("owner")) {
            return edit.text("owner")
                    .map(workspace -> new Owner(workspace, id, "", "", Digest.ofText("")));
        }
        return edit.has("adopted") ? before.map(owner -> owner.after(Optional.empty())) : before;
    }

    /// The fields with others set, or taken away where those are `null`.
    static Fields overlay(Fields fields, Fields changes) {
        Fields result = fields;
        for (Map.Entry<String, Value> change : changes.fields().entrySet()) {
            result =
                    change.getValue() instanceof Value.Null
                            ? result.without(change.getKey())
                            : result.with(change.getKey(), change.getValue());
        }
        return result;
    }

    private static Optional<Health> health(Fields edit) {
        return edit.text("health").map(Health::valueOf);
    }

    private static List<Value> items(Fields fields, String key) {
        return fields.get(key).orElse(Value.Null.NULL) instanceof Items(var items)
                ? items
                : List.of();
    }
}
