package dev.plumbline.local.jobs.sweep;

import dev.plumbline.local.jobs.sweep.sampling.Sampler;
import dev.plumbline.local.jobs.sweep.sampling.Samplers;
import dev.plumbline.local.jobs.sweep.spec.Section;
import dev.plumbline.local.jobs.sweep.stopping.EarlyTermination;
import dev.plumbline.local.jobs.sweep.stopping.Verdict;
import dev.plumbline.local.jobs.sweep.trial.BestTrial;
import dev.plumbline.local.jobs.sweep.trial.Objective;
import dev.plumbline.local.jobs.sweep.trial.Trial;
import dev.plumbline.resource.Value.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The decisions of a sweep: which trials to start, which to stop, which was best. Whoever runs the
/// trials keeps them, asks again whenever one of them has ended or reported, and loses nothing by a
/// restart in between.
public final class Sweep {
    private final Objective objective;
    private final SweepLimits limits;
    private final Sampler sampler;
    private final Optional<EarlyTermination> earlyTermination;

    private Sweep(
            Objective objective,
            SweepLimits limits,
            Sampler sampler,
            Optional<EarlyTermination> earlyTermination) {
        this.objective = objective;
        this.limits = limits;
        this.sampler = sampler;
        this.earlyTermination = earlyTermination;
    }

    /// Reads a sweep job or node, all expressions resolved.
    ///
    /// @param seed for a spec that has none; to be kept with the run
    /// @throws dev.plumbline.local.jobs.sweep.spec.InvalidSweepException when it cannot be run
    public static Sweep read(Fields spec, long seed) {
        Objective objective = Objective.read(Section.of(spec, "objective"));
        Section policy = Section.of(spec, "early_termination");
        return new Sweep(
                objective,
                SweepLimits.read(Section.of(spec, "limits")),
                Samplers.read(spec, objective.goal(), seed),
                policy.fields().isEmpty()
                        ? Optional.empty()
                        : Optional.of(EarlyTermination.read(policy)));
    }

    public Objective objective() {
        return objective;
    }

    public SweepLimits limits() {
        return limits;
    }

    /// The trials to start now, as many as the limits leave room for. The sweep is over when there
    /// are none and none is running.
    ///
    /// @param trials all that were started, by number
    public List<Trial> next(List<Trial> trials) {
        List<Trial> all = new ArrayList<>(trials);
        long running = trials.stream().filter(Trial::isRunning).count();
        for (long room = limits.maxConcurrentTrials() - running; room > 0; room--) {
            Optional<Fields> parameters = parameters(all);
            if (parameters.isEmpty()) {
                break;
            }
            all.add(Trial.started(all.size(), parameters.get()));
        }
        return List.copyOf(all.subList(trials.size(), all.size()));
    }

    private Optional<Fields> parameters(List<Trial> trials) {
        return trials.size() < limits.maxTotalTrials() ? sampler.next(trials) : Optional.empty();
    }

    /// What early termination says of the trials that have reported since they were last judged;
    /// [Trial#judged] is to be set to [Verdict#reports].
    public List<Verdict> judge(List<Trial> trials) {
        return earlyTermination
                .map(policy -> policy.judge(trials, objective.goal()))
                .orElse(List.of());
    }

    public Optional<Trial> best(List<Trial> trials) {
        return BestTrial.of(trials, objective.goal());
    }
}
