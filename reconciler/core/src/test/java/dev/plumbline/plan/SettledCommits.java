package dev.plumbline.plan;

import dev.plumbline.plan.resolve.CurrentVersions;
import dev.plumbline.plan.resolve.ResolvedResource;
import dev.plumbline.plan.resolve.Resolver;
import dev.plumbline.platform.ApplyContext;
import dev.plumbline.platform.Change;
import dev.plumbline.platform.Observation;
import dev.plumbline.platform.Observed;
import dev.plumbline.platform.Scope;
import dev.plumbline.platform.TestingPlatform;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.Resource;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Value.Fields;
import dev.plumbline.resource.VersionedId;
import dev.plumbline.spec.ResourceGraph;
import dev.plumbline.spec.SpecSet;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// What commits leave behind that were applied one after another until nothing was left to do: on
/// the platform, and in the ledger. Made without a plan, so that plans can be judged by it.
final class SettledCommits {
    private final String workspace;
    private final TestingPlatform platform = new TestingPlatform();
    private final Map<Digest, Map<ResourceId, Map<ResourceId, String>>> successes = new HashMap<>();
    private Map<ResourceId, AppliedResource> release = new TreeMap<>();

    SettledCommits(String workspace) {
        this.workspace = workspace;
    }

    /// Someone registers a version past Plumbline.
    void register(VersionedId asset) {
        platform.register(
                asset,
                Digest.ofText(asset.toString()),
                Fields.EMPTY,
                Optional.empty(),
                Optional.empty());
    }

    /// Applies a commit as far as its references can be resolved.
    ///
    /// @return what could not be applied, and why
    List<String> apply(String commit, SpecSet specs) {
        ResourceGraph graph = specs.workspaces().getFirst().graph();
        ApplyContext context = new ApplyContext(workspace, commit, "Ada", SettledCommits::noBlob);
        Map<ResourceId, AppliedResource> next = new TreeMap<>();
        List<String> unresolved = new ArrayList<>();
        CurrentVersions current = new CurrentVersions();
        release.keySet().stream()
                .filter(id -> graph.get(id).isEmpty())
                .forEach(id -> platform.start(new Change.Delete(id), context));
        for (Resource resource : graph.ordered()) {
            ResolvedResource resolved =
                    ResolvedResource.of(
                            resource,
                            new Resolver(graph, observation(), current),
                            Optional.empty());
            if (resolved.isKnown()) {
                boolean named =
                        specs.declares()
                                .getOrDefault(resource.source().path(), Optional.empty())
                                .equals(Optional.of(resource.id().documentId()));
                next.put(resource.id(), apply(commit, resolved, named, current, context));
            } else {
                unresolved.add(
                        resource.id() + ": " + resolved.waitsFor() + " " + resolved.missing());
            }
        }
        release = next;
        return unresolved;
    }

    private AppliedResource apply(
            String commit,
            ResolvedResource resolved,
            boolean named,
            CurrentVersions current,
            ApplyContext context) {
        Resource resource = resolved.resource();
        Optional<String> version =
                switch (resource.id().kind().family()) {
                    case ASSET -> Optional.of(asset(resource, resolved.digest(), current, context));
                    case JOB -> {
                        job(resource, resolved.digest(), current, context);
                        yield Optional.empty();
                    }
                    case SERVICE -> {
                        service(resource, resolved.digest(), context);
                        yield Optional.empty();
                    }
                };
        return new AppliedResource(
                resource.id(),
                resource.source().path(),
                commit,
                resource.spec(),
                resolved.declared(),
                resolved.digest(),
                version,
                resolved.resolutions(),
                named);
    }

    private String asset(
            Resource resource, Digest digest, CurrentVersions current, ApplyContext context) {
        ResourceId id = resource.id();
        String version =
                resource.version()
                        .or(() ->
                                observation()
                                        .asset(id)
                                        .flatMap(asset -> asset.withDigest(digest))
                                        .map(Observed.Version::version))
                        .orElseGet(() ->
                                String.valueOf(
                                        observation()
                                                .asset(id)
                                                .map(asset -> asset.versions().size() + 1)
                                                .orElse(1)));
        platform.start(new Change.Create(resource, digest, Optional.of(version)), context);
        current.version(new VersionedId(id, version), digest);
        return version;
    }

    private void job(
            Resource resource, Digest digest, CurrentVersions current, ApplyContext context) {
        ResourceId id = resource.id();
        Map<ResourceId, Map<ResourceId, String>> runs =
                successes.computeIfAbsent(digest, _ -> new HashMap<>());
        if (!runs.containsKey(id)) {
            platform.start(new Change.Run(resource, digest), context);
            platform.finish(id, resource.produces());
            runs.put(
                    id,
                    observation()
                            .job(id)
                            .flatMap(job -> job.latest(digest))
                            .orElseThrow()
                            .registered());
        }
        platform.start(new Change.Update(resource, digest, Optional.empty(), List.of()), context);
        current.succeeded(id, runs.getOrDefault(id, Map.of()));
    }

    private void service(Resource resource, Digest digest, ApplyContext context) {
        Fields initial = resource.spec().fields("initial_traffic");
        Resource live =
                initial.isEmpty()
                        ? resource
                        : resource.withSpec(new Fields(Map.of("traffic", initial)));
        platform.start(new Change.Create(live, digest, Optional.empty()), context);
    }

    Observation observation() {
        return platform.observe(new Scope(workspace));
    }

    LastApplied lastApplied() {
        return new LastApplied(release, Set.of(), successes);
    }

    private static InputStream noBlob(String blob) throws IOException {
        throw new IOException("no content of " + blob + " is needed to plan");
    }
}
