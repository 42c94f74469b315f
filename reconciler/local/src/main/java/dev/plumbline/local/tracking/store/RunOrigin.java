package dev.plumbline.local.tracking.store;

import dev.plumbline.local.tracking.protocol.Client;
import dev.plumbline.local.tracking.protocol.MlflowRequest;
import dev.plumbline.local.tracking.protocol.Permission;
import dev.plumbline.local.tracking.protocol.Permission.Belonging;
import dev.plumbline.local.tracking.protocol.TrackingException;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// What made a run.
///
/// @param tree the tracked run of the job whose script made it; empty when no job did
/// @param workspace the job's, or the one that the client named
/// @param jobRun the id of the job's run among jobs
/// @param underWay whether that job's run goes on
/// @param active false once a client has deleted the run
public record RunOrigin(
        long experiment,
        Optional<String> tree,
        Optional<String> workspace,
        Optional<String> jobRun,
        boolean underWay,
        boolean active) {

    public static Optional<RunOrigin> find(Handle handle, String run) {
        return handle.createQuery(
                        """
                        SELECT r.experiment, r.tree, r.workspace, r.job_run, r.active,
                               coalesce(t.status = 'RUNNING', 0) AS under_way
                        FROM tracking_run r LEFT JOIN tracking_run t ON t.id = r.tree WHERE r.id = :run\
                        """)
                .bind("run", run)
                .map((row, _) ->
                        new RunOrigin(
                                row.getLong("experiment"),
                                Optional.ofNullable(row.getString("tree")),
                                Optional.ofNullable(row.getString("workspace")),
                                Optional.ofNullable(row.getString("job_run")),
                                row.getBoolean("under_way"),
                                row.getBoolean("active")))
                .findOne();
    }

    /// What something that a client makes belongs to: what a job's script makes, to that job; what
    /// anyone else makes, to none.
    public static RunOrigin ofNew(Handle handle, MlflowRequest request) {
        if (!(request.client() instanceof Client.Script script)) {
            return new RunOrigin(
                    0, Optional.empty(), request.workspace(), Optional.empty(), true, true);
        }
        RunOrigin origin =
                find(handle, script.tree())
                        .orElseThrow(() ->
                                TrackingException.denied("the job whose token this is, is gone"));
        Permission.check(script, origin.belonging(), "the job's run");
        return origin;
    }

    public Belonging belonging() {
        return new Belonging(tree, workspace, underWay);
    }
}
