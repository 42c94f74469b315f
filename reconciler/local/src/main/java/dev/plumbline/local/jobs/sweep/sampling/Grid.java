package dev.plumbline.local.jobs.sweep.sampling;

import dev.plumbline.local.jobs.sweep.space.SearchSpace;
import dev.plumbline.local.jobs.sweep.spec.InvalidSweepException;
import dev.plumbline.local.jobs.sweep.trial.Trial;
import dev.plumbline.resource.Value.Fields;
import java.util.List;
import java.util.Optional;

/// Every combination once, in the order written; the parameter that is written last changes first.
record Grid(SearchSpace space) implements Sampler {
    Grid {
        List<String> uncountable = space.notChoices("search_space");
        if (!uncountable.isEmpty()) {
            throw new InvalidSweepException(
                    "%s has no list of values, and sampling_algorithm grid takes choice alone; list the values with type choice, or sample at random"
                            .formatted(uncountable.getFirst()));
        }
    }

    @Override
    public Optional<Fields> next(List<Trial> trials) {
        return trials.size() < space.combinations()
                ? Optional.of(space.combination(trials.size()))
                : Optional.empty();
    }
}
