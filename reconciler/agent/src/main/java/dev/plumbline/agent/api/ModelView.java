package dev.plumbline.agent.api;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A version of a model and what it was made from. What could not be found out is empty, and
/// `unknown` says what that is.
///
/// @param workspace the full name of the one that holds it
/// @param digest what its files are
/// @param run that registered it
/// @param data what the run read, by the place in the job's spec: `inputs.training_data` as
///   `data/transactions:2`
/// @param code what the run ran, in the same way: `code` as `src@sha256:9d1f0c2b77aa`
/// @param environments that it ran in, in the same way
/// @param deployments that hold it now
/// @param unknown what could not be found out, for people
public record ModelView(
        String workspace,
        String name,
        String version,
        Optional<String> digest,
        Optional<Run> run,
        Map<String, String> data,
        Map<String, String> code,
        Map<String, String> environments,
        List<String> deployments,
        List<String> unknown) {
    public ModelView {
        data = sorted(data);
        code = sorted(code);
        environments = sorted(environments);
        deployments = List.copyOf(deployments);
        unknown = List.copyOf(unknown);
    }

    /// `fraud:3`.
    public String title() {
        return name + ":" + version;
    }

    /// The run's metrics; none when the run is not known.
    public Map<String, Double> metrics() {
        return run.map(Run::metrics).orElse(Map.of());
    }

    private static <T> Map<String, T> sorted(Map<String, T> map) {
        return Collections.unmodifiableMap(new TreeMap<>(map));
    }

    /// The run that registered a model version.
    ///
    /// @param status as of [RunView]
    /// @param commit of the specs that it was made from
    /// @param author of that commit, as `Name <mail>`; empty when the clone does not hold it
    /// @param metrics the last value of each
    public record Run(
            String id,
            String job,
            String status,
            String commit,
            Optional<String> author,
            Optional<Instant> started,
            Optional<Instant> ended,
            Map<String, Double> metrics,
            Map<String, String> parameters) {
        public Run {
            metrics = sorted(metrics);
            parameters = sorted(parameters);
        }
    }
}
