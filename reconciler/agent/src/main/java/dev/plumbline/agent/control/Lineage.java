package dev.plumbline.agent.control;

import dev.plumbline.agent.api.ControlException;
import dev.plumbline.agent.api.LineageView;
import dev.plumbline.agent.model.JobSpecs;
import dev.plumbline.local.jobs.JobRun;
import dev.plumbline.local.jobs.JobService;
import dev.plumbline.local.serving.AccessRecord;
import dev.plumbline.plan.AppliedResource;
import dev.plumbline.plan.ship.ShippedFrom;
import dev.plumbline.platform.Observation;
import dev.plumbline.platform.Observed;
import dev.plumbline.platform.Owner;
import dev.plumbline.repository.CommitInfo;
import dev.plumbline.repository.RepositoryException;
import dev.plumbline.repository.Revision;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Fields;
import dev.plumbline.resource.VersionedId;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Follows what there is back to where it came from: request, endpoint, deployment, model version,
/// run, data, environment, code, commit, person. What cannot be found out is said to be unknown.
final class Lineage {
    private final Workspaces.Found workspace;
    private final Observation observed;
    private final JobService jobs;
    private final LineageGraph graph = new LineageGraph();

    Lineage(Workspaces.Found workspace, Observation observed, JobService jobs) {
        this.workspace = workspace;
        this.observed = observed;
        this.jobs = jobs;
    }

    LineageView of(ResourceId id) {
        return graph.view(
                switch (id.kind()) {
                    case ONLINE_ENDPOINT, TRAFFIC -> endpoint(id.name());
                    case ONLINE_DEPLOYMENT -> deployment(id);
                    case JOB -> job(id);
                    case MODEL, DATA, ENVIRONMENT, COMPONENT -> asset(newest(id));
                    case POLICY ->
                            throw ControlException.notFound(
                                    id
                                            + " is a policy, which nothing is made from; see its changes with `plumb history "
                                            + id
                                            + "`");
                });
    }

    LineageView of(VersionedId asset) {
        return graph.view(asset(asset));
    }

    LineageView of(AccessRecord request) {
        String id = "request/" + request.requestId();
        graph.add(
                id,
                "request",
                request.requestId(),
                Map.of(
                        "time",
                        request.time().toString(),
                        "status",
                        String.valueOf(request.status()),
                        "model",
                        request.model()));
        ResourceId deployment = ResourceId.deployment(request.endpoint(), request.deployment());
        String node = deployment.toString();
        graph.add(node, "deployment", request.deployment(), Map.of("endpoint", request.endpoint()));
        graph.edge(id, node, "served by");
        int colon = request.model().lastIndexOf(':');
        if (colon > 0) {
            ResourceId model = new ResourceId(Kind.MODEL, request.model().substring(0, colon));
            graph.edge(
                    node,
                    asset(new VersionedId(model, request.model().substring(colon + 1))),
                    "holds");
        } else {
            graph.unknown(node, "holds", "model");
        }
        return graph.view(id);
    }

    private VersionedId newest(ResourceId id) {
        Optional<String> declared =
                workspace.reconciler().state().last().get(id).flatMap(AppliedResource::version);
        return declared.or(() ->
                        observed.asset(id)
                                .filter(asset -> !asset.versions().isEmpty())
                                .map(asset -> asset.versions().getLast().version()))
                .map(version -> new VersionedId(id, version))
                .orElseThrow(() ->
                        ControlException.notFound(
                                id + " has no versions here; `plumb status` lists what there is"));
    }

    private String endpoint(String name) {
        ResourceId id = new ResourceId(Kind.ONLINE_ENDPOINT, name);
        Observed.Service service = service(id);
        Fields weights =
                observed.service(new ResourceId(Kind.TRAFFIC, name))
                        .map(traffic -> traffic.live().fields("traffic"))
                        .orElse(Fields.EMPTY);
        graph.add(id.toString(), "endpoint", name, Map.of("traffic", weights.display()));
        service.owner()
                .ifPresent(
                        owner -> graph.edge(id.toString(), commit(owner.commit()), "declared in"));
        observed.resources().keySet().stream()
                .filter(other ->
                        other.kind() == Kind.ONLINE_DEPLOYMENT && other.endpoint().equals(name))
                .sorted()
                .forEach(deployment ->
                        graph.edge(id.toString(), deployment(deployment), "served by"));
        return id.toString();
    }

    private Observed.Service service(ResourceId id) {
        return observed.service(id)
                .orElseThrow(() ->
                        ControlException.notFound(
                                id + " is not there; `plumb status` lists what is"));
    }

    private String deployment(ResourceId id) {
        Observed.Service service = service(id);
        String node = id.toString();
        if (!graph.add(
                node,
                "deployment",
                id.shortName(),
                Map.of("endpoint", id.endpoint(), "health", service.health().word()))) {
            return node;
        }
        switch (service.live().get("model").orElse(Value.Null.NULL)) {
            case Value.Resolved(var asset, _) -> graph.edge(node, asset(asset), "holds");
            case Value _ -> graph.unknown(node, "holds", "model");
        }
        declared(node, service.owner());
        return node;
    }

    private String asset(VersionedId asset) {
        String node = asset.toString();
        Optional<Observed.Version> version =
                observed.asset(asset.id()).flatMap(there -> there.version(asset.version()));
        Map<String, String> attributes = new LinkedHashMap<>();
        version.flatMap(Observed.Version::digest)
                .ifPresent(digest -> attributes.put("digest", digest.value()));
        if (!graph.add(
                node,
                asset.id().kind().word(),
                asset.id().name() + ":" + asset.version(),
                attributes)) {
            return node;
        }
        shipped(asset).ifPresent(from -> shipped(node, from));
        Optional<String> run = version.flatMap(Observed.Version::run);
        run.ifPresent(id ->
                jobs.run(id)
                        .ifPresentOrElse(
                                found -> graph.edge(node, run(found), "registered by"),
                                () -> graph.unknown(node, "registered by", "run " + id)));
        if (run.isEmpty()) {
            declared(node, version.flatMap(Observed.Version::owner));
        }
        return node;
    }

    private Optional<ShippedFrom> shipped(VersionedId asset) {
        return workspace.reconciler().state().last().get(asset.id()).stream()
                .flatMap(applied -> applied.shipped().stream())
                .findFirst();
    }

    private void shipped(String asset, ShippedFrom from) {
        String node = "release/" + from.release();
        graph.add(
                node,
                "release",
                from.words(),
                Map.of("workspace", from.workspace(), "commit", from.commit()));
        graph.edge(asset, node, "shipped from");
        graph.edge(node, commit(from.commit()), "declared in");
    }

    private String job(ResourceId id) {
        String node = id.toString();
        graph.add(node, "job", id.name(), Map.of());
        jobs.runs(Optional.of(id)).stream()
                .max(Comparator.comparing(JobRun::submitted))
                .ifPresent(run -> graph.edge(node, run(run), "ran"));
        return node;
    }

    private String run(JobRun run) {
        String node = "run/" + run.id();
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("job", run.job().toString());
        attributes.put("status", run.status().name().toLowerCase(Locale.ROOT));
        attributes.put("digest", run.digest().value());
        run.started().map(Instant::toString).ifPresent(time -> attributes.put("started", time));
        run.ended().map(Instant::toString).ifPresent(time -> attributes.put("ended", time));
        run.metrics()
                .forEach((name, value) -> attributes.put("metric." + name, String.valueOf(value)));
        run.parameters()
                .forEach((name, value) -> attributes.put("parameter." + name, value.display()));
        if (!graph.add(node, "run", run.id(), attributes)) {
            return node;
        }
        JobSpecs.find(workspace.loop(), workspace.reconciler(), run.job(), run.digest())
                .ifPresentOrElse(
                        spec -> inputs(node, spec),
                        () -> graph.unknown(node, "read", "inputs of " + run.id()));
        graph.edge(node, commit(run.commit()), "declared in");
        return node;
    }

    private void inputs(String run, Fields spec) {
        // By what they are: who wrote a spec and who reads it back know its fields in other orders.
        List<Value> leaves =
                Value.leaves(spec).stream().sorted(Comparator.comparing(Value::display)).toList();
        for (Value leaf : leaves) {
            switch (leaf) {
                case Value.Resolved(var asset, _) when asset.id().kind() == Kind.ENVIRONMENT ->
                        graph.edge(run, asset(asset), "ran in");
                case Value.Resolved(var asset, _) -> graph.edge(run, asset(asset), "read");
                case Value.Content(var path, var digest, _) -> {
                    String node = "code/" + path + "@" + digest.shortForm();
                    graph.add(node, "code", path, Map.of("digest", digest.value(), "path", path));
                    graph.edge(run, node, "ran");
                }
                case Value.Text _,
                        Value.Bool _,
                        Value.Num _,
                        Value.Null _,
                        Value.Items _,
                        Fields _,
                        Value.Reference _,
                        Value.Unknown _ -> {}
            }
        }
    }

    private void declared(String node, Optional<Owner> owner) {
        owner.ifPresentOrElse(
                tag -> graph.edge(node, commit(tag.commit()), "declared in"),
                () -> graph.unknown(node, "declared in", "commit"));
    }

    private String commit(String sha) {
        String node = "commit/" + sha;
        try {
            CommitInfo info = workspace.loop().repository().commit(new Revision(sha));
            if (graph.add(
                    node,
                    "commit",
                    info.subject(),
                    Map.of("author", info.author(), "time", info.time().toString()))) {
                String person = "person/" + info.authorMail();
                graph.add(person, "person", info.authorName(), Map.of("mail", info.authorMail()));
                graph.edge(node, person, "written by");
            }
        } catch (RepositoryException | IllegalArgumentException _) {
            if (graph.add(node, "commit", sha, Map.of())) {
                graph.unknown(node, "written by", "author of " + sha);
            }
        }
        return node;
    }
}
