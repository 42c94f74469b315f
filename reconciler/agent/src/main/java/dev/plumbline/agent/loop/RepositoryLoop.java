package dev.plumbline.agent.loop;

import dev.plumbline.ledger.LedgerException;
import dev.plumbline.ledger.Recorder;
import dev.plumbline.reconcile.Head;
import dev.plumbline.reconcile.PassResult;
import dev.plumbline.reconcile.PassResult.Progress;
import dev.plumbline.reconcile.Stage;
import dev.plumbline.reconcile.Trigger;
import dev.plumbline.reconcile.Upstream;
import dev.plumbline.reconcile.WorkspaceReconciler;
import dev.plumbline.reconcile.WorkspaceState;
import dev.plumbline.reconcile.rollback.RollbackDesk;
import dev.plumbline.repository.GitRepository;
import dev.plumbline.repository.RepositoryException;
import dev.plumbline.repository.Revision;
import dev.plumbline.repository.SourceTree;
import dev.plumbline.spec.workspace.WorkspaceConfig;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Follows one repository: one thread that looks, loads and reconciles its workspaces, one
/// reconcile at a time.
public final class RepositoryLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RepositoryLoop.class);
    private static final int LOOK_AGAIN_SECONDS = 2;
    private static final int AFTER_FAULT_SECONDS = 5;

    private final RepositoryOptions options;
    private final GitRepository repository;
    private final Platforms platforms;
    private final InstantSource clock;
    private final LoopListener listener;
    private final Signals signals;
    private final Snapshots snapshots;
    private final Recorder recorder;
    private final Map<String, WorkspaceReconciler> reconcilers = new ConcurrentSkipListMap<>();
    private final Map<String, WorkspaceConfig> configs = new ConcurrentSkipListMap<>();
    private final Map<String, Trigger> triggers = new ConcurrentHashMap<>();
    private final RunningSyncs syncs;
    private final ReconcilerMaking making;
    private final VanishedWorkspaces vanished;
    private final UpstreamNews upstreamNews = new UpstreamNews();
    private final Resting resting = new Resting(Math::random);
    private final Thread thread;
    private volatile Optional<String> fault = Optional.empty();
    private volatile int ahead;
    private volatile boolean looked;
    private volatile boolean closed;

    public RepositoryLoop(
            RepositoryOptions options,
            GitRepository repository,
            Platforms platforms,
            Recorder recorder,
            InstantSource clock,
            LoopListener listener) {
        this.options = options;
        this.repository = repository;
        this.snapshots = new Snapshots(repository);
        this.recorder = recorder;
        this.platforms = platforms;
        this.clock = clock;
        this.listener = listener;
        this.signals = new Signals(clock);
        this.syncs = new RunningSyncs(options.name());
        this.making =
                new ReconcilerMaking(
                        options, repository, platforms, recorder, clock, listener, syncs);
        this.vanished = new VanishedWorkspaces(options.name(), repository, platforms, clock);
        String thread = "reconcile-" + options.name();
        this.thread = Thread.ofPlatform().name(thread).daemon().unstarted(this::run);
    }

    public void start() {
        signals.fetch("start");
        thread.start();
    }

    public RepositoryOptions options() {
        return options;
    }

    public GitRepository repository() {
        return repository;
    }

    /// The platform may have changed: a run ended, a deployment became ready.
    public void platformChanged() {
        signals.look("platform");
    }

    /// Someone did something that the ledger holds now, such as an `approval`.
    public void acted(String act) {
        signals.look(act);
    }

    /// The repository may have changed.
    public void repositoryChanged(String cause) {
        signals.fetch(cause);
    }

    /// A person asked for a sync of one workspace, by its short name.
    ///
    /// @param sync the id that the sync gets
    public void request(String workspace, Trigger trigger, String sync) {
        syncs.ask(workspace, sync);
        signals.request(workspace, trigger);
    }

    /// What waits for this loop.
    public Waiting waiting() {
        Waiting signalled = signals.waiting();
        return new Waiting(signalled.depth() + ahead, signalled.since());
    }

    /// Whether the repository has been looked at and every workspace passed over once.
    public boolean hasLooked() {
        return looked;
    }

    /// Why the repository cannot be used now.
    public Optional<String> fault() {
        return fault;
    }

    public List<WorkspaceReconciler> workspaces() {
        return List.copyOf(reconcilers.values());
    }

    public Optional<WorkspaceReconciler> workspace(String shortName) {
        return Optional.ofNullable(reconcilers.get(shortName));
    }

    /// What plans a workspace for previews, also one that only a proposed commit declares.
    public WorkspaceReconciler previewing(WorkspaceConfig config) {
        return workspace(config.name()).orElseGet(() -> making.of(config, this::upstream));
    }

    /// The workspaces that are declared no more, with what they left.
    public List<Vanished> vanished() {
        return vanished.found();
    }

    /// What a commit declares for each workspace; for previews.
    public List<Head> heads(Revision revision) {
        return snapshots.of(revision).heads(configs.values());
    }

    /// What files that are not committed would declare as the next commit after this one.
    public List<Head> heads(Revision revision, SourceTree files) {
        return snapshots.of(revision, files).heads(configs.values());
    }

    /// Takes one of the workspaces back, by its full name.
    public RollbackDesk rollbacks(String workspace) {
        return new RollbackDesk(
                workspace,
                repository,
                snapshots::belongings,
                options.floor().trust(),
                recorder,
                clock);
    }

    /// The head of the followed branch with what it declares, once it was loaded.
    public Optional<Snapshot> followed() {
        return snapshots.followed();
    }

    public Optional<Revision> head() {
        return repository.head();
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(10_000);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        repository.close();
    }

    private void run() {
        Optional<Instant> next = Optional.empty();
        while (!closed) {
            try {
                next = round(signals.await(next));
            } catch (InterruptedException _) {
                return;
            } catch (RuntimeException e) {
                next = Optional.of(clock.instant().plusSeconds(AFTER_FAULT_SECONDS));
                broken(e);
            }
        }
    }

    private void broken(RuntimeException failure) {
        if (closed) {
            return;
        }
        if (!(failure instanceof RepositoryException || failure instanceof LedgerException)) {
            LOG.error("{}: the reconcile broke off and is tried again", options.name(), failure);
        }
        fault = Optional.of(String.valueOf(failure.getMessage()));
        looked = true;
        listener.looked(this);
    }

    /// One look. Gives the moment of the next if nothing is signalled before.
    private Optional<Instant> round(Signals.Round round) {
        Optional<String> unreachable =
                round.fetch() ? listener.stage(options.name(), Stage.FETCH, this::fetch) : fault;
        syncs.begin(round.requests().keySet());
        triggers.putAll(round.requests());
        round.requests().keySet().forEach(resting::wake);
        if (round.platform()) {
            resting.wakeAll();
        }
        Optional<Revision> head = repository.head();
        List<Instant> again = new ArrayList<>();
        head.ifPresent(revision -> reconcile(revision, round, again));
        fault = unreachable;
        looked = true;
        listener.looked(this);
        unreachable.ifPresent(_ -> again.add(clock.instant().plusSeconds(AFTER_FAULT_SECONDS)));
        return again.stream().min(Instant::compareTo);
    }

    private Optional<String> fetch() {
        try {
            repository.fetch();
            return Optional.empty();
        } catch (RepositoryException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private void reconcile(Revision revision, Signals.Round round, List<Instant> again) {
        boolean isNews = !snapshots.isFollowed(revision);
        if (isNews) {
            listener.moved(this, revision);
            listener.stage(options.name(), Stage.LOAD, () -> snapshots.follow(revision));
        }
        Snapshot snapshot = snapshots.followed().orElseThrow();
        List<Head> heads = snapshot.heads(configs.values());
        forget(heads);
        // What breaks off in one workspace does not keep the others from their passes.
        Optional<RuntimeException> broken = Optional.empty();
        int left = heads.size();
        for (Head head : heads) {
            ahead = --left;
            String name = head.specs().config().name();
            configs.put(name, head.specs().config());
            WorkspaceReconciler reconciler =
                    reconcilers.computeIfAbsent(
                            name, _ -> making.of(head.specs().config(), this::upstream));
            if (upstreamNews.isFor(head, this::workspace)) {
                resting.wake(name);
            }
            Optional<Instant> rest = resting.until(name, revision, clock.instant());
            try {
                rest.or(() -> passes(name, reconciler, head, round.cause())).ifPresent(again::add);
            } catch (RuntimeException e) {
                broken = broken.or(() -> Optional.of(e));
            }
        }
        // Of a plumbline.yml that is wrong nobody knows what it declares.
        if (!snapshot.specs().workspaces().isEmpty()) {
            vanished.look(reconcilers.keySet(), isNews || round.platform());
        }
        broken.ifPresent(failure -> {
            throw failure;
        });
    }

    /// What is declared no more is reported no more; what it holds stays.
    private void forget(Collection<Head> heads) {
        List<String> names = heads.stream().map(head -> head.specs().config().name()).toList();
        reconcilers.keySet().retainAll(names);
        configs.keySet().retainAll(names);
        syncs.forgetAllBut(names);
        resting.forgetAllBut(names);
        upstreamNews.forgetAllBut(names);
    }

    private Optional<Upstream> upstream(String shortName) {
        return workspace(shortName).map(WorkspaceReconciler::upstream);
    }

    private Optional<Instant> passes(
            String name, WorkspaceReconciler reconciler, Head head, String cause) {
        return syncs.logging(name, () -> passesOf(name, reconciler, head, cause));
    }

    private Optional<Instant> passesOf(
            String name, WorkspaceReconciler reconciler, Head head, String cause) {
        while (true) {
            Trigger trigger = triggers.getOrDefault(name, Trigger.look(cause));
            listener.passing(reconciler, trigger, syncs.of(name));
            PassResult result = reconciler.pass(head, trigger, signals::isFetchPending);
            if (reconciler.state().fault().isEmpty()) {
                triggers.computeIfPresent(name, (_, asked) -> asked.afterFirstPass());
            }
            boolean goOn =
                    result.progress() == Progress.MOVED && !signals.isFetchPending() && !closed;
            if (!goOn) {
                return ended(name, reconciler, head, result);
            }
        }
    }

    private Optional<Instant> ended(
            String name, WorkspaceReconciler reconciler, Head head, PassResult result) {
        Instant soon = clock.instant().plusSeconds(LOOK_AGAIN_SECONDS);
        return switch (result.progress()) {
            case MOVED -> Optional.of(clock.instant());
            case WAITING -> Optional.of(result.again().filter(soon::isAfter).orElse(soon));
            case SETTLED -> {
                triggers.remove(name);
                reconciler.ledger().pushPending();
                listener.settled(reconciler);
                syncs.end(name);
                yield resting.settled(
                        name,
                        head.commit().revision(),
                        clock.instant(),
                        platforms.interval(head.specs().config().platform()).of(head.kinds()),
                        result.again());
            }
        };
    }

    /// The states of the workspaces, in order of name.
    public List<WorkspaceState> states() {
        return reconcilers.values().stream().map(WorkspaceReconciler::state).toList();
    }
}
