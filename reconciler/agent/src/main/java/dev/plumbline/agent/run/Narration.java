package dev.plumbline.agent.run;

import dev.plumbline.agent.cli.progress.Progress;
import dev.plumbline.agent.loop.RepositoryLoop;
import dev.plumbline.gate.GatedPlan;
import dev.plumbline.ledger.LedgerEntry;
import dev.plumbline.local.jobs.RunEvent;
import dev.plumbline.platform.Change;
import dev.plumbline.platform.Outcome;
import dev.plumbline.spec.problem.Problem;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Tells on a terminal or in a log what an agent does, a line for each thing that happened.
public final class Narration implements AgentEvents {
    private final PrintWriter out;
    private final Progress progress;
    private final Map<String, String> running = new ConcurrentHashMap<>();
    private final Map<String, String> faults = new ConcurrentHashMap<>();

    public Narration(PrintWriter out, Progress progress) {
        this.out = out;
        this.progress = progress;
    }

    private synchronized void tell(String line) {
        out.println(line);
        out.flush();
    }

    @Override
    public void looked(RepositoryLoop loop) {
        String name = loop.options().name();
        Optional<String> before = Optional.ofNullable(faults.get(name));
        Optional<String> now = loop.fault();
        if (now.equals(before)) {
            return;
        }
        now.ifPresentOrElse(fault -> faults.put(name, fault), () -> faults.remove(name));
        tell(name + ": " + now.orElse("can be used again"));
    }

    @Override
    public void planned(String workspace, GatedPlan gated) {
        long due = gated.allowed().size();
        long later = gated.plan().changes().size() - due;
        String commit = gated.plan().commit().substring(0, 7);
        tell(
                workspace
                        + " "
                        + commit
                        + ": "
                        + due
                        + (due == 1 ? " change" : " changes")
                        + " due"
                        + (later > 0 ? ", " + later + " later" : ""));
    }

    @Override
    public void outcome(String workspace, Change change, Outcome outcome) {
        String what = "  " + change.action() + " " + change.id();
        tell(
                switch (outcome) {
                    case Outcome.Applied(var version) ->
                            what + version.map(got -> ": version " + got).orElse(": done");
                    case Outcome.Started _ -> what + ": started";
                    case Outcome.Stalled(var reason) -> what + ": stalled: " + reason;
                    case Outcome.Failed(var cause, _) -> what + ": failed: " + cause;
                });
    }

    @Override
    public void blocked(String workspace, List<Problem> problems) {
        tell(workspace + ": the commit is not applied; what runs goes on");
        problems.forEach(problem -> tell("  " + problem));
    }

    @Override
    public void rewritten(String workspace, String what) {
        tell(workspace + ": " + what);
    }

    @Override
    public void concluded(String workspace, LedgerEntry entry) {
        tell(workspace + ": " + entry.subject());
    }

    @Override
    public void run(RunEvent event) {
        switch (event) {
            case RunEvent.RunStarted(var run, var job) -> now(run, job + ": run " + run);
            case RunEvent.StepStarted(var run, var step, _, var why) -> {
                tell("  step " + step + " of " + run + (why.isEmpty() ? "" : " (" + why + ")"));
                now(run + "/" + step, "step " + step);
            }
            case RunEvent.StepReused(_, var step, var from) ->
                    tell("  step " + step + ": reused from " + from);
            case RunEvent.StepFinished(var run, var step, var status, var seconds, var message) -> {
                done(run + "/" + step);
                tell(
                        "  step "
                                + step
                                + " "
                                + status.name().toLowerCase(Locale.ROOT)
                                + " after "
                                + rounded(seconds)
                                + (message.isEmpty() ? "" : ": " + message));
            }
            case RunEvent.RunFinished(var run, var job, var status, var seconds, var message) -> {
                done(run);
                tell(
                        "  "
                                + job
                                + " "
                                + status.name().toLowerCase(Locale.ROOT)
                                + " after "
                                + rounded(seconds)
                                + (message.isEmpty() ? "" : ": " + message));
            }
        }
    }

    @Override
    public void working(String what, String detail) {
        now(what, what + ": " + detail);
    }

    private void now(String key, String what) {
        running.put(key, what);
        progress.now(what);
    }

    private void done(String key) {
        running.remove(key);
        running.values().stream().findFirst().ifPresentOrElse(progress::now, progress::close);
    }

    private static String rounded(double seconds) {
        return String.format(Locale.ROOT, "%.1f s", seconds);
    }
}
