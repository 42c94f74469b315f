package dev.plumbline.agent.control;

import dev.plumbline.agent.api.ApprovalRequest;
import dev.plumbline.agent.api.ApprovalView;
import dev.plumbline.agent.api.ApprovalsView;
import dev.plumbline.agent.api.AuditView;
import dev.plumbline.agent.api.Caller;
import dev.plumbline.agent.api.Control;
import dev.plumbline.agent.api.ControlException;
import dev.plumbline.agent.api.HistoryView;
import dev.plumbline.agent.api.ImportRequest;
import dev.plumbline.agent.api.ImportView;
import dev.plumbline.agent.api.InfoView;
import dev.plumbline.agent.api.KeysView;
import dev.plumbline.agent.api.LineageView;
import dev.plumbline.agent.api.LogView;
import dev.plumbline.agent.api.ModelComparisonView;
import dev.plumbline.agent.api.ModelView;
import dev.plumbline.agent.api.ModelsView;
import dev.plumbline.agent.api.PlanView;
import dev.plumbline.agent.api.ResourceView;
import dev.plumbline.agent.api.ResumeRequest;
import dev.plumbline.agent.api.RollbackRequest;
import dev.plumbline.agent.api.RollbackView;
import dev.plumbline.agent.api.RunView;
import dev.plumbline.agent.api.RunsView;
import dev.plumbline.agent.api.StatusView;
import dev.plumbline.agent.api.SuspendRequest;
import dev.plumbline.agent.api.SuspensionView;
import dev.plumbline.agent.api.SyncRequest;
import dev.plumbline.agent.api.SyncView;
import dev.plumbline.agent.api.TrafficRequest;
import dev.plumbline.agent.api.TrafficView;
import dev.plumbline.agent.api.UndoRequest;
import dev.plumbline.agent.api.UndoView;
import dev.plumbline.agent.loop.RepositoryLoop;
import dev.plumbline.agent.model.TrainingRuns;
import dev.plumbline.ledger.LedgerEntry;
import dev.plumbline.local.LocalPlatform;
import dev.plumbline.reconcile.Trigger;
import dev.plumbline.reconcile.WorkspaceReconciler;
import dev.plumbline.repository.Revision;
import dev.plumbline.resource.ResourceId;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// The agent, asked.
public final class AgentControl implements Control {
    private final List<RepositoryLoop> loops;
    private final Map<String, String> unusable;
    private final Workspaces workspaces;
    private final LocalPlatform local;
    private final Previews previews;
    private final Origins origins;
    private final RunViews runs;
    private final Models models;
    private final InfoView info;
    private final Approving approving;
    private final Importing importing;
    private final Suspending suspending;
    private final Undoing undoing;
    private final RollingBack rollingBack;
    private final ServedEndpoints endpoints;
    private final Syncs syncs = new Syncs();

    /// @param unusable why repositories of the configuration could not be opened, by name
    /// @param proposers what opens pull requests, by repository
    public AgentControl(
            List<RepositoryLoop> loops,
            Map<String, String> unusable,
            LocalPlatform local,
            Map<String, ? extends Proposer> proposers,
            InfoView info) {
        this.loops = List.copyOf(loops);
        this.unusable = new TreeMap<>(unusable);
        this.workspaces = new Workspaces(loops);
        this.local = local;
        this.previews = new Previews(loops, workspaces);
        this.origins = new Origins(workspaces, local);
        this.runs = new RunViews(local.jobs());
        this.models = new Models(workspaces, TrainingRuns.of(local.jobs()));
        this.approving = new Approving(workspaces);
        this.importing = new Importing(workspaces);
        this.suspending = new Suspending(workspaces, InstantSource.system());
        this.rollingBack = new RollingBack(workspaces, proposers);
        this.undoing = new Undoing(workspaces, rollingBack);
        this.endpoints = new ServedEndpoints(local);
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
        return new StatusView(
                workspaces.named(workspace).stream().map(StatusViews::of).toList(),
                workspace.isPresent() ? List.of() : StatusViews.faults(unusable, loops),
                workspace.isPresent() ? List.of() : StatusViews.orphans(loops));
    }

    @Override
    public PlanView plan(Optional<String> workspace, Optional<String> revision) {
        return previews.ofRevision(workspace, revision);
    }

    @Override
    public PlanView plan(Optional<String> workspace, Path folder) {
        return previews.ofFolder(workspace, folder);
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
                        request.resource().map(Ids::parse),
                        request.refresh(),
                        Set.of());
        return begin(wanted, trigger);
    }

    /// What is applied is the head of the branch: anything else would be undone by the next look.
    private static void requireHead(RepositoryLoop loop, String revision) {
        Revision asked = Previews.resolve(loop, revision);
        if (!loop.head().equals(Optional.of(asked))) {
            throw ControlException.invalid(
                    revision
                            + " is not the head of the branch, which is what the agent keeps the platform true to; to go back, run `plumb rollback --to "
                            + asked.shortForm()
                            + "`");
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
        wanted.forEach(each -> each.loop().request(each.shortName(), trigger, id));
        return syncs.view(id);
    }

    @Override
    public SyncView sync(String syncId) {
        return syncs.view(syncId);
    }

    @Override
    public ResourceView resource(String workspace, String id) {
        return StatusViews.resource(workspaces.one(workspace), Ids.parse(id))
                .orElseThrow(() ->
                        ControlException.notFound(
                                id
                                        + " is not declared in the workspace \""
                                        + workspace
                                        + "\"; `plumb status` lists what is"));
    }

    @Override
    public ImportView importable(Optional<String> workspace, ImportRequest request) {
        return importing.of(workspace, request);
    }

    @Override
    public HistoryView history(Optional<String> workspace, Optional<String> id, int limit) {
        return HistoryViews.of(workspaces.named(workspace), id.map(Ids::parse), limit);
    }

    @Override
    public ApprovalsView approvals(Optional<String> workspace) {
        return approving.waiting(workspace);
    }

    @Override
    public ApprovalView approve(
            Optional<String> workspace, ApprovalRequest request, Caller caller) {
        return approving.decide(workspace, request, caller);
    }

    @Override
    public UndoView undo(Optional<String> workspace, UndoRequest request, Caller caller) {
        return undoing.undo(workspace, request, caller);
    }

    @Override
    public RollbackView rollback(
            Optional<String> workspace, RollbackRequest request, Caller caller) {
        return rollingBack.rollback(workspace, request, caller);
    }

    @Override
    public SuspensionView suspend(
            Optional<String> workspace, SuspendRequest request, Caller caller) {
        return suspending.suspend(workspace, request, caller);
    }

    @Override
    public SuspensionView resume(Optional<String> workspace, ResumeRequest request, Caller caller) {
        return suspending.resume(workspace, request, caller);
    }

    @Override
    public AuditView audit(Optional<String> workspace) {
        return AuditViews.of(workspaces.named(workspace));
    }

    @Override
    public LineageView lineage(Optional<String> workspace, String idOrRequest) {
        return origins.of(workspace, idOrRequest);
    }

    @Override
    public ModelsView models(Optional<String> workspace, int limit) {
        return models.list(workspace, limit);
    }

    @Override
    public ModelView model(Optional<String> workspace, String name, Optional<String> version) {
        return models.show(workspace, name, version);
    }

    @Override
    public ModelComparisonView compare(
            Optional<String> workspace, String name, String from, String to) {
        return models.compare(workspace, name, from, to);
    }

    @Override
    public RunsView runs(Optional<String> job, int limit) {
        return runs.all(job.map(Ids::parse), limit);
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
        ResourceId id = Ids.parse(job);
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
        return endpoints.keys(endpoint);
    }

    @Override
    public TrafficView setTraffic(String endpoint, TrafficRequest request) {
        TrafficView traffic = endpoints.setTraffic(endpoint, request);
        loops.forEach(RepositoryLoop::platformChanged);
        return traffic;
    }
}
