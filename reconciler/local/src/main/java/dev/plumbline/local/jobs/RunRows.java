package dev.plumbline.local.jobs;

import dev.plumbline.local.artifacts.Artifact;
import dev.plumbline.local.jobs.graph.GraphReader;
import dev.plumbline.local.jobs.graph.InvalidJobException;
import dev.plumbline.local.jobs.graph.JobGraph;
import dev.plumbline.platform.Observed;
import dev.plumbline.platform.Observed.RunStatus;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.ResourceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Rows of `jobs` and `job_runs`.
final class RunRows {
    private RunRows() {}

    static JobRun read(ResultSet row, List<StepRun> steps) throws SQLException {
        return new JobRun(
                row.getString("id"),
                ResourceId.parse(row.getString("job")),
                new Digest(row.getString("digest")),
                row.getInt("attempt"),
                RunStatus.valueOf(row.getString("status")),
                row.getString("message"),
                Json.readTexts(row.getString("notes")),
                Instant.ofEpochMilli(row.getLong("submitted")),
                instant(row, "started"),
                instant(row, "ended"),
                Json.readFields(row.getString("parameters")).fields(),
                RunDriver.metrics(steps),
                outputs(row, steps),
                Json.readRegistered(row.getString("registered")),
                Json.readOwner(row.getString("owner")),
                steps);
    }

    static Observed.Run observed(ResultSet row) throws SQLException {
        return new Observed.Run(
                row.getString("id"),
                new Digest(row.getString("digest")),
                RunStatus.valueOf(row.getString("status")),
                Json.readRegistered(row.getString("registered")),
                row.getString("message"));
    }

    static Observed.Job job(ResultSet row, List<Observed.Run> runs) throws SQLException {
        return new Observed.Job(
                ResourceId.parse(row.getString("id")),
                runs,
                Json.readFields(row.getString("live")),
                Optional.of(Json.readOwner(row.getString("owner"))),
                row.getBoolean("archived"));
    }

    static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }

    private static Map<String, Artifact> outputs(ResultSet row, List<StepRun> steps)
            throws SQLException {
        if (steps.isEmpty()) {
            return Map.of();
        }
        try {
            return outputs(GraphReader.read(Json.readFields(row.getString("spec"))), steps);
        } catch (InvalidJobException _) {
            return Map.of(); // a stricter version than the one that ran it
        }
    }

    private static Map<String, Artifact> outputs(JobGraph graph, List<StepRun> steps) {
        Map<String, Artifact> outputs = new LinkedHashMap<>();
        graph.outputs()
                .forEach((name, bound) ->
                        steps.stream()
                                .filter(step -> step.name().equals(bound.step()))
                                .flatMap(step ->
                                        Optional.ofNullable(step.outputs().get(bound.output()))
                                                .stream())
                                .forEach(artifact -> outputs.put(name, artifact)));
        return outputs;
    }
}
