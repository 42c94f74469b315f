package dev.plumbline.local.jobs.sweep;

import dev.plumbline.local.jobs.Yaml;
import dev.plumbline.local.jobs.sweep.sampling.Sampler;
import dev.plumbline.local.jobs.sweep.spec.Section;
import dev.plumbline.local.jobs.sweep.trial.Trial;
import dev.plumbline.resource.Value.Fields;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/// Sweeps that run on functions in place of commands.
public final class TestingSweeps {
    private TestingSweeps() {}

    public static Fields yaml(String yaml) {
        return Yaml.read(
                yaml,
                path -> {
                    throw new AssertionError("a sweep reads no files, and asks for " + path);
                });
    }

    public static Section section(String path, String yaml) {
        return new Section(yaml(yaml), path);
    }

    public static Trial trial(int number, Trial.State state, Double... reports) {
        return new Trial(number, Fields.EMPTY, state, Arrays.asList(reports), 0);
    }

    public static Trial running(int number, Double... reports) {
        return trial(number, Trial.State.RUNNING, reports);
    }

    /// What a sampler gives to trials that nobody runs.
    public static List<Fields> first(Sampler sampler, int count) {
        List<Trial> trials = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Optional<Fields> next = sampler.next(trials);
            if (next.isEmpty()) {
                break;
            }
            trials.add(Trial.started(i, next.get()));
        }
        return trials.stream().map(Trial::parameters).toList();
    }

    /// Runs a sweep to its end. The trial that was started first ends first; one whose value is NaN
    /// fails.
    public static List<Trial> run(Sweep sweep, ToDoubleFunction<Fields> function) {
        List<Trial> trials = new ArrayList<>(sweep.next(List.of()));
        for (int i = 0; i < trials.size(); i++) {
            Trial trial = trials.get(i);
            double value = function.applyAsDouble(trial.parameters());
            trials.set(i, ended(trial, value));
            trials.addAll(sweep.next(trials));
        }
        return trials;
    }

    private static Trial ended(Trial trial, double value) {
        Trial.State state = Double.isNaN(value) ? Trial.State.FAILED : Trial.State.SUCCEEDED;
        return new Trial(trial.number(), trial.parameters(), state, List.of(value), 0);
    }

    public static double number(Fields parameters, String name) {
        return parameters.number(name).orElseThrow().doubleValue();
    }
}
