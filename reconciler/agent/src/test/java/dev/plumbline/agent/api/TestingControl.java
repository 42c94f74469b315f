package dev.plumbline.agent.api;

import dev.plumbline.agent.model.ModelComparison;
import dev.plumbline.spec.promotion.Goal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A control that answers with [Samples] and remembers what it was asked to do.
public final class TestingControl implements Control {
    public static final String LOG = "reading data\nträining\n";

    private final List<String> acts = Collections.synchronizedList(new ArrayList<>());
    private volatile List<String> notReady = List.of();
    private volatile SyncView.State syncEnds = SyncView.State.SUCCEEDED;
    private volatile PlanView plan = Samples.plan();
    private volatile InfoView info =
            new InfoView(
                    "0.1.0",
                    "http://127.0.0.1:7071",
                    List.of(
                            new InfoView.Repository(
                                    "fraud", "https://forge.example.com/fraud.git", "main")),
                    "data");
    private volatile boolean broken;
    private volatile int syncPolls;

    public List<String> acts() {
        return List.copyOf(acts);
    }

    public void notReady(String... reasons) {
        notReady = List.of(reasons);
    }

    public void syncEnds(SyncView.State state) {
        syncEnds = state;
    }

    public void plan(PlanView view) {
        plan = view;
    }

    public void info(InfoView view) {
        info = view;
    }

    /// From now on every status throws what no route expects.
    public void breakDown() {
        broken = true;
    }

    @Override
    public List<String> notReady() {
        return notReady;
    }

    @Override
    public InfoView info() {
        return info;
    }

    @Override
    public StatusView status(Optional<String> workspace) {
        if (broken) {
            throw new IllegalStateException("a secret of the inside");
        }
        StatusView all = Samples.status();
        return workspace.map(name -> new StatusView(List.of(named(all, name)))).orElse(all);
    }

    private static StatusView.Workspace named(StatusView all, String name) {
        return all.workspaces().stream()
                .filter(each -> name.equals(each.name()) || each.name().endsWith("/" + name))
                .findFirst()
                .orElseThrow(
                        () -> ControlException.notFound("there is no workspace \"" + name + "\""));
    }

    @Override
    public PlanView plan(Optional<String> workspace, Path folder) {
        acts.add("plan " + folder.getFileName());
        return plan;
    }

    @Override
    public PlanView plan(Optional<String> workspace, Optional<String> revision) {
        if (revision.equals(Optional.of("broken"))) {
            throw ControlException.invalidSpecs(
                    "endpoints/blue.yml:12:17: instance_count is \"two\"");
        }
        return plan;
    }

    @Override
    public SyncView sync(Optional<String> workspace, SyncRequest request) {
        acts.add("sync " + workspace.orElse("all") + " " + request);
        syncPolls = 0;
        return Samples.sync(request.dryRun() ? SyncView.State.SUCCEEDED : SyncView.State.QUEUED);
    }

    @Override
    public synchronized SyncView sync(String syncId) {
        syncPolls++;
        return Samples.sync(syncPolls < 3 ? SyncView.State.RUNNING : syncEnds);
    }

    @Override
    public ResourceView resource(String workspace, String id) {
        if (!id.equals(Samples.resource().id())) {
            throw ControlException.notFound(
                    "workspace " + workspace + " has no resource \"" + id + "\"");
        }
        return Samples.resource();
    }

    @Override
    public ImportView importable(Optional<String> workspace, ImportRequest request) {
        acts.add("import " + request.ids() + (request.all() ? " all" : ""));
        return NoteSamples.importable(request.folder().orElse(""));
    }

    @Override
    public HistoryView history(Optional<String> workspace, Optional<String> id, int limit) {
        return new HistoryView(Samples.history().syncs().stream().limit(limit).toList());
    }

    @Override
    public ApprovalsView approvals(Optional<String> workspace) {
        return workspace.equals(Optional.of("prod"))
                ? new ApprovalsView(List.of())
                : ApprovalSamples.approvals();
    }

    @Override
    public ApprovalView approve(
            Optional<String> workspace, ApprovalRequest request, Caller caller) {
        acts.add("approve " + workspace.orElse("any") + " " + request + " by " + caller.name());
        return ApprovalSamples.approval();
    }

    @Override
    public UndoView undo(Optional<String> workspace, UndoRequest request, Caller caller) {
        acts.add("undo " + workspace.orElse("any") + " " + request + " by " + caller.name());
        return Samples.undo();
    }

    @Override
    public RollbackView rollback(
            Optional<String> workspace, RollbackRequest request, Caller caller) {
        acts.add("rollback " + workspace.orElse("any") + " " + request + " by " + caller.name());
        return RollbackSamples.rollback(request);
    }

    @Override
    public SuspensionView suspend(
            Optional<String> workspace, SuspendRequest request, Caller caller) {
        acts.add("suspend " + workspace.orElse("any") + " " + request + " by " + caller.name());
        return Samples.suspension(Optional.of(Samples.NOON));
    }

    @Override
    public SuspensionView resume(Optional<String> workspace, ResumeRequest request, Caller caller) {
        acts.add("resume " + workspace.orElse("any") + " " + request + " by " + caller.name());
        return Samples.suspension(Optional.empty());
    }

    /// The workspace `prod` has a ledger that someone wrote to.
    @Override
    public AuditView audit(Optional<String> workspace) {
        return AuditSamples.audit(!workspace.equals(Optional.of("prod")));
    }

    @Override
    public LineageView lineage(Optional<String> workspace, String idOrRequest) {
        return Samples.lineage();
    }

    @Override
    public ModelsView models(Optional<String> workspace, int limit) {
        return new ModelsView(
                List.of(
                        ModelSamples.version("4", 0.93, "data/transactions:2"),
                        ModelSamples.version("3", 0.9, "data/transactions:1")));
    }

    @Override
    public ModelView model(Optional<String> workspace, String name, Optional<String> version) {
        return ModelSamples.version(version.orElse("4"), 0.93, "data/transactions:2");
    }

    @Override
    public ModelComparisonView compare(
            Optional<String> workspace, String name, String from, String to) {
        return ModelComparison.of(
                ModelSamples.version(from, 0.9, "data/transactions:1"),
                ModelSamples.version(to, 0.93, "data/transactions:2"),
                Map.of("auc", Goal.MAXIMIZE));
    }

    @Override
    public RunsView runs(Optional<String> job, int limit) {
        return RunSamples.runs();
    }

    @Override
    public RunView run(String run) {
        return RunSamples.runs().runs().stream()
                .filter(each -> each.id().equals(run))
                .findFirst()
                .orElseThrow(() -> ControlException.notFound("there is no run \"" + run + "\""));
    }

    /// Gives the log in two pieces.
    @Override
    public LogView log(String run, Optional<String> step, long offset) {
        String text =
                offset == 0
                        ? LOG.substring(0, 13)
                        : LOG.substring((int) Math.min(offset, LOG.length()));
        return new LogView(text, offset + text.length(), offset > 0);
    }

    @Override
    public SyncView rerun(Optional<String> workspace, String job, String by) {
        acts.add("rerun " + job + " by " + by);
        return Samples.sync(SyncView.State.QUEUED);
    }

    @Override
    public RunView cancel(String run, String by) {
        acts.add("cancel " + run + " by " + by);
        return run(run);
    }

    @Override
    public KeysView keys(String endpoint) {
        return new KeysView(
                endpoint,
                info.scoring() + "/endpoints/" + endpoint + "/score",
                "key-one",
                "key-two");
    }

    @Override
    public TrafficView setTraffic(String endpoint, TrafficRequest request) {
        acts.add("traffic " + endpoint + " " + request.traffic());
        return new TrafficView(endpoint, request.traffic(), Map.of());
    }
}
