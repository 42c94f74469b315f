package dev.plumbline.agent.run;

import dev.plumbline.agent.cli.world.Alone.AgentOptions;
import dev.plumbline.agent.cli.world.Alone.AgentRunner;
import dev.plumbline.agent.cli.world.Exit;
import dev.plumbline.agent.cli.world.World;
import dev.plumbline.agent.loop.RepositoryLoop;
import dev.plumbline.gate.GatedPlan;
import dev.plumbline.ledger.LedgerEntry;
import dev.plumbline.local.jobs.RunEvent;
import dev.plumbline.plan.Verdict;
import dev.plumbline.platform.Change;
import dev.plumbline.platform.Health;
import dev.plumbline.platform.Outcome;
import dev.plumbline.reconcile.WorkspaceReconciler;
import dev.plumbline.reconcile.WorkspaceState;
import dev.plumbline.report.WorkspaceStatus;
import dev.plumbline.spec.problem.Problem;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;

/// `plumb agent`: runs until it is stopped, or until everything has come to rest once.
public final class AgentRun implements AgentRunner {
    @Override
    public int run(AgentOptions options, World world) throws IOException {
        AgentSettings settings = new SettingsReader(world.environment()).read(options);
        Rest rest = new Rest(new Narration(world.out(), world.progress()), options.once());
        try (AgentProcess agent = AgentProcess.start(settings, rest)) {
            world.out()
                    .println(
                            "plumbline agent at "
                                    + agent.url()
                                    + ", endpoints at "
                                    + agent.platform().scoringBase());
            agent.unusable()
                    .forEach((name, why) -> world.out().println(name + ": left out: " + why));
            world.out().flush();
            return options.once() ? once(agent, rest, world) : untilStopped(agent, world);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Exit.FAILED;
        }
    }

    private static int untilStopped(AgentProcess agent, World world) throws InterruptedException {
        CountDownLatch stop = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(() -> {
                            stop.countDown();
                            agent.close();
                            world.out()
                                    .println(
                                            "stopped; endpoints go on being served, and the next agent finds them");
                            world.out().flush();
                            stopped.countDown();
                        }));
        stop.await();
        stopped.await();
        return Exit.OK;
    }

    private static int once(AgentProcess agent, Rest rest, World world)
            throws InterruptedException {
        while (!isAtRest(agent)) {
            rest.await();
        }
        List<String> unreachable =
                Stream.concat(
                                agent.unusable().values().stream(),
                                agent.loops().stream().flatMap(loop -> loop.fault().stream()))
                        .toList();
        unreachable.forEach(fault -> world.err().println("plumb: " + fault));
        List<WorkspaceState> states = agent.states();
        if (states.isEmpty() && unreachable.isEmpty()) {
            world.out()
                    .println(
                            "the repository has no commit yet, so there is nothing to apply; push specs to it");
        }
        states.forEach(state ->
                failure(state)
                        .ifPresent(cause ->
                                world.err().println("plumb: " + state.name() + ": " + cause)));
        if (!unreachable.isEmpty()
                || states.stream().anyMatch(state -> failure(state).isPresent())) {
            return Exit.FAILED;
        }
        List<String> held = states.stream().flatMap(state -> held(state).stream()).toList();
        held.forEach(line -> world.out().println("held: " + line));
        return held.isEmpty() ? Exit.OK : Exit.HELD;
    }

    private static boolean isAtRest(AgentProcess agent) {
        boolean looked = agent.loops().stream().allMatch(RepositoryLoop::hasLooked);
        return looked
                && agent.states().stream()
                        .allMatch(state -> state.settled() || state.fault().isPresent());
    }

    private static Optional<String> failure(WorkspaceState state) {
        return state.problems().stream()
                .map(problem -> "the commit is not applied: " + problem)
                .findFirst()
                .or(state::fault)
                .or(() ->
                        state.failures().entrySet().stream()
                                .map(each -> each.getKey() + " failed: " + each.getValue())
                                .findFirst())
                .or(() -> stalled(state))
                .or(() -> degraded(state));
    }

    private static Optional<String> degraded(WorkspaceState state) {
        return WorkspaceStatus.of(state).resources().stream()
                .filter(each -> each.health() == Health.DEGRADED)
                .map(each -> each.id() + ": " + each.message())
                .findFirst();
    }

    private static Optional<String> stalled(WorkspaceState state) {
        return state.plan().stream()
                .flatMap(gated -> gated.plan().open().stream())
                .filter(each -> each.verdict() instanceof Verdict.Stalled)
                .map(each -> each.id() + ": " + each.reason())
                .findFirst();
    }

    private static List<String> held(WorkspaceState state) {
        return state.plan().map(GatedPlan::held).stream()
                .flatMap(held -> held.entrySet().stream())
                .map(each -> each.getKey() + ": " + each.getValue())
                .toList();
    }

    /// Tells what happens, and wakes who waits for the agent to come to rest.
    private static final class Rest implements AgentEvents {
        private final Narration told;
        private final boolean once;
        private final Semaphore rounds = new Semaphore(0);

        /// @param once what is wrong in the end is told then
        Rest(Narration told, boolean once) {
            this.told = told;
            this.once = once;
        }

        void await() throws InterruptedException {
            rounds.acquire();
            rounds.drainPermits();
        }

        @Override
        public void looked(RepositoryLoop loop) {
            if (!once) {
                told.looked(loop);
            }
            rounds.release();
        }

        @Override
        public void settled(WorkspaceReconciler workspace) {
            rounds.release();
        }

        @Override
        public void planned(String workspace, GatedPlan plan) {
            told.planned(workspace, plan);
        }

        @Override
        public void outcome(String workspace, Change change, Outcome outcome) {
            told.outcome(workspace, change, outcome);
        }

        @Override
        public void blocked(String workspace, List<Problem> problems) {
            told.blocked(workspace, problems);
        }

        @Override
        public void rewritten(String workspace, String what) {
            told.rewritten(workspace, what);
        }

        @Override
        public void concluded(String workspace, LedgerEntry entry) {
            told.concluded(workspace, entry);
        }

        @Override
        public void run(RunEvent event) {
            told.run(event);
        }

        @Override
        public void working(String what, String detail) {
            told.working(what, detail);
        }
    }
}
