package dev.plumbline.agent.control;

import dev.plumbline.agent.api.Control;
import dev.plumbline.agent.api.ControlException;
import dev.plumbline.agent.api.HistoryView;
import dev.plumbline.agent.api.InfoView;
import dev.plumbline.agent.api.KeysView;
import dev.plumbline.agent.api.LineageView;
import dev.plumbline.agent.api.LogView;
import dev.plumbline.agent.api.PlanView;
import dev.plumbline.agent.api.ResourceView;
import dev.plumbline.agent.api.RunView;
import dev.plumbline.agent.api.RunsView;
import dev.plumbline.agent.api.StatusView;
import dev.plumbline.agent.api.SyncRequest;
import dev.plumbline.agent.api.SyncView;
import dev.plumbline.agent.api.TrafficRequest;
import dev.plumbline.agent.api.TrafficView;
import dev.plumbline.agent.loop.RepositoryLoop;
import dev.plumbline.gate.GatedPlan;
import dev.plumbline.ledger.LedgerEntry;
import dev.plumbline.local.LocalPlatform;
import dev.plumbline.local.endpoints.Keys;
import dev.plumbline.local.endpoints.Refusal;
import dev.plumbline.local.serving.AccessLog;
import dev.plumbline.local.serving.AccessRecord;
import dev.plumbline.platform.Observation;
import dev.plumbline.platform.PlatformException;
import dev.plumbline.platform.Scope;
import dev.plumbline.reconcile.Head;
import dev.plumbline.reconcile.Trigger;
import dev.plumbline.reconcile.WorkspaceReconciler;
import dev.plumbline.repository.RepositoryException;
import dev.plumbline.repository.Revision;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Fields;
import dev.plumbline.resource.VersionedId;
import dev.plumbline.spec.problem.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The agent, asked.
public final class AgentControl implements Control {
    private final List<RepositoryLoop> loops;
    private final Workspaces workspaces;
    private final LocalPlatform local;
    private final RunViews runs;
    private final InfoView info;
    private final Syncs syncs = new Syncs();

    public AgentControl(List<RepositoryLoop> loops, LocalPlatform local, InfoView info) {
        this.loops = List.copyOf(loops);
        this.workspaces = new Workspaces(loops);
        this.local = local;
        this.runs = new RunViews(local.jobs());
        this.info = info;
    }

    /// A pass that serves requests begins.
    public void passing(String workspace) {
        syncs.passing(workspace);
    }

    public void concluded(String workspace, LedgerEntry entry) {
        syncs.concluded(workspace, entry);
    }

    /// A workspace came to rest.
    public void settled(WorkspaceReconciler workspace) {
        syncs.settled(workspace.state());
    }

    @Override
    public List<String> notReady() {
        return loops.stream()
                .filter(loop -> !loop.hasLooked())
                .map(loop ->
                        loop.options().name() + ": " + loop.fault().orElse("not looked at yet"))
                .toList();
    }

    @Override
    public InfoView info() {
        return info;
    }

    @Override
    public StatusView status(Optional<String> workspace) {
        return new StatusView(workspaces.named(workspace).stream().map(StatusViews::of).toList());
    }

    @Override
    public PlanView plan(Optional<String> workspace, Optional<String> revision) {
        workspace.ifPresent(workspaces::one);
        List<PlanView.Workspace> plans = new ArrayList<>();
        for (RepositoryLoop loop : loops) {
            Optional<Revision> wanted = revision.map(text -> resolve(loop, text)).or(loop::head);
            wanted.ifPresent(commit -> plans.addAll(plan(loop, commit, workspace)));
        }
        return new PlanView(plans);
    }

    private static Revision resolve(RepositoryLoop loop, String text) {
        try {
            return loop.repository().resolve(text);
        } catch (RepositoryException e) {
            throw ControlException.notFound(String.valueOf(e.getMessage()));
        }
    }

    private List<PlanView.Workspace> plan(
            RepositoryLoop loop, Revision commit, Optional<String> wanted) {
        List<PlanView.Workspace> plans = new ArrayList<>();
        for (Head head : loop.heads(commit)) {
            String name = head.specs().config().name();
            boolean asked =
                    wanted.map(text ->
                                    text.equals(name)
                                            || text.equals(loop.options().name() + "/" + name))
                            .orElse(true);
            if (asked) {
                plans.add(PlanViews.of(name, preview(loop, head)));
            }
        }
        return plans;
    }

    private GatedPlan preview(RepositoryLoop loop, Head head) {
        List<Problem> errors = head.specs().errors();
        if (!errors.isEmpty()) {
            throw ControlException.invalidSpecs(
                    head.commit().revision().shortForm()
                            + " cannot be planned:\n"
                            + errors.stream()
                                    .map(problem -> "  " + problem)
                                    .collect(Collectors.joining("\n")));
        }
        WorkspaceReconciler reconciler =
                loop.workspace(head.specs().config().name())
                        .orElseThrow(() ->
                                ControlException.unavailable(
                                        "the workspace has not been looked at yet; try again in a moment"));
        try {
            return reconciler.preview(head, Trigger.look("plan"));
        } catch (PlatformException e) {
            throw ControlException.unavailable(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public SyncView sync(Optional<String> workspace, SyncRequest request) {
        List<Workspaces.Found> wanted = workspaces.named(workspace);
        request.revision()
                .ifPresent(revision -> wanted.forEach(each -> requireHead(each.loop(), revision)));
        if (request.dryRun()) {
            return dryRun(workspace, request);
        }
        Trigger trigger =
                new Trigger(
                        "plumb sync",
                        true,
                        request.resource().map(AgentControl::id),
                        request.refresh(),
                        Set.of());
        return begin(wanted, trigger);
    }

    /// What is applied is the head of the branch: anything else would be undone by the next look.
    private static void requireHead(RepositoryLoop loop, String revision) {
        Revision asked = resolve(loop, revision);
        if (!loop.head().equals(Optional.of(asked))) {
            throw ControlException.invalid(
                    revision
                            + " is not the head of the branch, which is what the agent keeps the platform true to; to go back, push a `git revert`");
        }
    }

    private SyncView dryRun(Optional<String> workspace, SyncRequest request) {
        List<SyncView.Change> changes = new ArrayList<>();
        PlanView plan = plan(workspace, request.revision());
        for (PlanView.Workspace each : plan.workspaces()) {
            each.changes().stream()
                    .map(change ->
                            new SyncView.Change(
                                    each.name(),
                                    change.action(),
                                    change.id(),
                                    change.held().isPresent() ? "held" : "pending",
                                    change.held().orElse(change.reason()),
                                    Optional.empty()))
                    .forEach(changes::add);
        }
        List<String> names = plan.workspaces().stream().map(PlanView.Workspace::name).toList();
        String revision =
                plan.workspaces().stream().map(PlanView.Workspace::revision).findFirst().orElse("");
        return new SyncView(
                "dry-run",
                names,
                revision,
                SyncView.State.SUCCEEDED,
                "a dry run: nothing was done",
                changes);
    }

    private SyncView begin(List<Workspaces.Found> wanted, Trigger trigger) {
        if (wanted.isEmpty()) {
            throw ControlException.unavailable(
                    "there is no workspace to sync; push a commit with specs first");
        }
        String id = syncs.begin(wanted.stream().map(Workspaces.Found::fullName).toList());
        wanted.forEach(each -> each.loop().request(each.shortName(), trigger));
        return syncs.view(id);
    }

    @Override
    public SyncView sync(String syncId) {
        return syncs.view(syncId);
    }

    @Override
    public ResourceView resource(String workspace, String id) {
        return StatusViews.resource(workspaces.one(workspace), id(id))
                .orElseThrow(() ->
                        ControlException.notFound(
                                id
                                        + " is not declared in the workspace \""
                                        + workspace
                                        + "\"; `plumb status` lists what is"));
    }

    private static ResourceId id(String text) {
        try {
            return ResourceId.parse(text);
        } catch (IllegalArgumentException e) {
            throw ControlException.invalid(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public HistoryView history(Optional<String> workspace, Optional<String> id, int limit) {
        return HistoryViews.of(workspaces.named(workspace), id.map(AgentControl::id), limit);
    }

    @Override
    public LineageView lineage(Optional<String> workspace, String idOrRequest) {
        Workspaces.Found found =
                workspaces.named(workspace).stream()
                        .findFirst()
                        .orElseThrow(
                                () -> ControlException.unavailable("there is no workspace yet"));
        Observation observed = local.observe(new Scope(found.fullName()));
        int slash = idOrRequest.indexOf('/');
        if (slash < 0 || Kind.ofWord(idOrRequest.substring(0, slash)).isEmpty()) {
            return new Lineage(found, observed, local.jobs()).of(request(idOrRequest));
        }
        ResourceId id = id(idOrRequest);
        int colon = id.name().lastIndexOf(':');
        boolean versioned = id.kind().family() == Kind.Family.ASSET && colon > 0;
        Lineage lineage = new Lineage(owner(workspace, id, found), observed, local.jobs());
        return versioned
                ? lineage.of(
                        new VersionedId(
                                new ResourceId(id.kind(), id.name().substring(0, colon)),
                                id.name().substring(colon + 1)))
                : lineage.of(id);
    }

    /// Without a workspace given, the one that declares the resource.
    private Workspaces.Found owner(
            Optional<String> workspace, ResourceId id, Workspaces.Found otherwise) {
        if (workspace.isPresent()) {
            return otherwise;
        }
        return workspaces.all().stream()
                .filter(each -> each.reconciler().state().last().get(id).isPresent())
                .findFirst()
                .orElse(otherwise);
    }

    private AccessRecord request(String id) {
        try {
            return AccessLog.find(local.servingFolder(), id)
                    .orElseThrow(() ->
                            ControlException.notFound(
                                    "\""
                                            + id
                                            + "\" is neither a resource (kind/name, such as model/fraud) nor a request in the access log"));
        } catch (IOException e) {
            throw ControlException.unavailable("the access log cannot be read: " + e.getMessage());
        }
    }

    @Override
    public RunsView runs(Optional<String> job, int limit) {
        return runs.all(job.map(AgentControl::id), limit);
    }

    @Override
    public RunView run(String run) {
        return runs.one(run);
    }

    @Override
    public LogView log(String run, Optional<String> step, long offset) {
        return runs.log(run, step, offset);
    }

    @Override
    public SyncView rerun(Optional<String> workspace, String job, String by) {
        ResourceId id = id(job);
        List<Workspaces.Found> declaring =
                workspaces.named(workspace).stream()
                        .filter(each -> StatusViews.resource(each, id).isPresent())
                        .toList();
        if (declaring.isEmpty()) {
            throw ControlException.notFound(job + " is not declared; `plumb status` lists what is");
        }
        return begin(
                declaring,
                new Trigger("plumb rerun by " + by, true, Optional.of(id), false, Set.of(id)));
    }

    @Override
    public RunView cancel(String run, String by) {
        runs.find(run);
        local.jobs().cancel(run);
        return runs.one(run);
    }

    @Override
    public KeysView keys(String endpoint) {
        Keys keys = local.endpoints().keys(endpoint).orElseThrow(() -> noEndpoint(endpoint));
        return new KeysView(
                endpoint, local.scoring(endpoint).toString(), keys.primary(), keys.secondary());
    }

    private static ControlException noEndpoint(String endpoint) {
        return ControlException.notFound(
                "there is no online-endpoint/"
                        + endpoint
                        + " on the embedded platform; `plumb status` lists what there is");
    }

    @Override
    public TrafficView setTraffic(String endpoint, TrafficRequest request) {
        if (local.endpoints().keys(endpoint).isEmpty()) {
            throw noEndpoint(endpoint);
        }
        try {
            local.endpoints()
                    .setTraffic(
                            endpoint,
                            request.traffic(),
                            request.by().orElse("someone with the token"));
        } catch (Refusal e) {
            throw ControlException.conflict(String.valueOf(e.getMessage()));
        }
        loops.forEach(RepositoryLoop::platformChanged);
        return new TrafficView(endpoint, traffic(endpoint), Map.of());
    }

    private Map<String, Integer> traffic(String endpoint) {
        Fields live =
                local.observe(new Scope(""))
                        .service(new ResourceId(Kind.TRAFFIC, endpoint))
                        .map(service -> service.live().fields("traffic"))
                        .orElse(Fields.EMPTY);
        Map<String, Integer> weights = new LinkedHashMap<>();
        live.fields()
                .forEach((name, weight) ->
                        weights.put(
                                name,
                                weight instanceof Value.Num(var share) ? share.intValue() : 0));
        return weights;
    }
}
