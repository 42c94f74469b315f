package dev.plumbline.local.jobs.sweep.sampling;

import dev.plumbline.local.jobs.sweep.trial.Trial;
import dev.plumbline.resource.Value.Fields;
import java.util.List;
import java.util.Optional;

/// A way of choosing what the trials of a sweep try. It keeps nothing between calls: the same seed
/// and the same trials give the same values, before a restart and after.
public sealed interface Sampler permits Grid, RandomPoints, SobolPoints, Bayesian {
    /// The values for the next trial; empty when there is nothing more to try.
    ///
    /// @param trials all that were started, by number; the next one's number is their count
    Optional<Fields> next(List<Trial> trials);
}
