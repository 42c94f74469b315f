package dev.plumbline.agent.model;

import dev.plumbline.agent.api.ModelView;
import dev.plumbline.agent.loop.RepositoryLoop;
import dev.plumbline.agent.loop.Snapshot;
import dev.plumbline.platform.Observation;
import dev.plumbline.platform.Observed;
import dev.plumbline.platform.Owner;
import dev.plumbline.reconcile.WorkspaceReconciler;
import dev.plumbline.repository.CommitInfo;
import dev.plumbline.repository.RepositoryException;
import dev.plumbline.repository.Revision;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Fields;
import dev.plumbline.resource.VersionedId;
import dev.plumbline.spec.WorkspaceSpecs;
import dev.plumbline.spec.promotion.Goal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The versions of models that a workspace holds, each with the run that registered it; for what
/// was shipped, the run in the workspace that it came from.
public final class ModelVersions {
    private final RepositoryLoop loop;
    private final WorkspaceReconciler workspace;
    private final TrainingRuns runs;
    private final List<WorkspaceReconciler> sources;

    public ModelVersions(RepositoryLoop loop, WorkspaceReconciler workspace, TrainingRuns runs) {
        this.loop = loop;
        this.workspace = workspace;
        this.runs = runs;
        this.sources = sources(loop, workspace);
    }

    /// The workspace and those that it releases from, one from another.
    private static List<WorkspaceReconciler> sources(
            RepositoryLoop loop, WorkspaceReconciler workspace) {
        Set<String> names = new LinkedHashSet<>();
        Optional<String> next = Optional.of(shortName(workspace));
        while (next.isPresent() && names.add(next.get())) {
            next = next.flatMap(name -> releaseFrom(loop, name));
        }
        return names.stream().flatMap(name -> loop.workspace(name).stream()).toList();
    }

    private static Optional<String> releaseFrom(RepositoryLoop loop, String workspace) {
        return loop.followed()
                .flatMap(head -> head.specs().workspace(workspace))
                .flatMap(each -> each.config().releaseFrom());
    }

    private static String shortName(WorkspaceReconciler workspace) {
        String name = workspace.state().name();
        return name.substring(name.indexOf('/') + 1);
    }

    /// Where models are trained for the workspace: itself, or the first that it releases from.
    public WorkspaceReconciler trainer() {
        return sources.isEmpty() ? workspace : sources.getLast();
    }

    /// The models that there is a version of.
    public List<ResourceId> models() {
        return observed().resources().keySet().stream()
                .filter(id -> id.kind() == Kind.MODEL)
                .sorted()
                .toList();
    }

    /// The names of the versions of one model, oldest first.
    public List<String> names(ResourceId model) {
        return observed().asset(model).stream()
                .flatMap(asset -> asset.versions().stream())
                .map(Observed.Version::version)
                .toList();
    }

    /// A version with all that it was made from.
    public Optional<ModelView> of(VersionedId model) {
        return version(model).map(version -> view(model, version, true));
    }

    /// The newest versions of one model, newest first, each with its run and without what that
    /// read.
    public List<ModelView> newest(ResourceId model, int limit) {
        return names(model).reversed().stream()
                .limit(limit)
                .map(name -> new VersionedId(model, name))
                .flatMap(each -> version(each).map(version -> view(each, version, false)).stream())
                .toList();
    }

    private Optional<Observed.Version> version(VersionedId model) {
        return observed().asset(model.id()).flatMap(asset -> asset.version(model.version()));
    }

    /// The run that registered a version, as far as it is known.
    public Optional<TrainingRun> run(VersionedId model) {
        return version(model).flatMap(version -> run(model, version)).flatMap(runs::find);
    }

    private Observation observed() {
        return workspace.state().observed();
    }

    /// @param whole whether what the run read is looked for, too
    private ModelView view(VersionedId model, Observed.Version version, boolean whole) {
        List<String> unknown = new ArrayList<>();
        Optional<String> id = run(model, version);
        Optional<TrainingRun> run = id.flatMap(runs::find);
        Optional<Fields> spec =
                run.filter(_ -> whole)
                        .flatMap(each -> JobSpecs.find(loop, workspace, each.job(), each.digest()));
        if (id.isEmpty()) {
            unknown.add(
                    version.owner()
                            .map(Owner::commit)
                            .map(commit ->
                                    "no run registered it: commit "
                                            + new Revision(commit).shortForm()
                                            + " declares it")
                            .orElse("which run registered it"));
        } else if (run.isEmpty()) {
            unknown.add("what run " + id.get() + " did");
        } else if (spec.isEmpty() && whole) {
            unknown.add("what run " + id.get() + " read: no release holds its spec");
        }
        Ingredients made = Ingredients.of(spec.orElse(Fields.EMPTY));
        return new ModelView(
                workspace.state().name(),
                model.id().name(),
                model.version(),
                version.digest().map(digest -> digest.value()),
                run.map(this::view),
                made.data(),
                made.code(),
                made.environments(),
                deployments(model),
                unknown);
    }

    private Optional<String> run(VersionedId model, Observed.Version version) {
        return version.run()
                .or(() ->
                        sources.stream()
                                .flatMap(source ->
                                        source.state().observed().asset(model.id()).stream())
                                .flatMap(asset -> asset.version(model.version()).stream())
                                .filter(there -> there.digest().equals(version.digest()))
                                .flatMap(there -> there.run().stream())
                                .findFirst());
    }

    private ModelView.Run view(TrainingRun run) {
        return new ModelView.Run(
                run.id(),
                run.job().toString(),
                run.status(),
                run.commit(),
                author(run.commit()),
                run.started(),
                run.ended(),
                run.metrics(),
                run.parameters());
    }

    private Optional<String> author(String commit) {
        try {
            return Optional.of(loop.repository().commit(new Revision(commit)))
                    .map(CommitInfo::author);
        } catch (RepositoryException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private List<String> deployments(VersionedId model) {
        return observed().resources().values().stream()
                .filter(Observed.Service.class::isInstance)
                .map(Observed.Service.class::cast)
                .filter(service -> service.id().kind() == Kind.ONLINE_DEPLOYMENT)
                .filter(service ->
                        service.live().get("model").orElse(Value.Null.NULL)
                                        instanceof Value.Resolved(var asset, _)
                                && asset.equals(model))
                .map(service -> service.id().toString())
                .sorted()
                .toList();
    }

    /// Which way the metrics of a model are better, as far as promotions of the workspace say it.
    public Map<String, Goal> directions(ResourceId model) {
        return Directions.of(
                loop.followed()
                        .map(Snapshot::specs)
                        .flatMap(specs -> specs.workspace(shortName(workspace)))
                        .map(WorkspaceSpecs::promotions)
                        .orElse(List.of()),
                model);
    }
}
