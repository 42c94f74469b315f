package dev.plumbline.agent.api;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What the agent can be asked to tell and to do. Safe for use by many threads.
///
/// A workspace is named by its short name, when that is unique, or as `repository/workspace`. An
/// absent workspace means all of them. An id is `kind/name` and may hold slashes. Every method
/// throws [ControlException] for what the caller asked wrongly or what cannot be answered now; its
/// message is for users.
public interface Control {
    /// Whether the agent has read its repositories and platforms once: the reasons why not, empty
    /// when it has.
    List<String> notReady();

    InfoView info();

    StatusView status(Optional<String> workspace);

    /// What would change; computes it when need be, changes nothing.
    ///
    /// @param revision a commit, branch or tag; the head of the tracked branch when absent
    PlanView plan(Optional<String> workspace, Optional<String> revision);

    /// What would change if the files of a folder on the agent's machine were the next commit.
    ///
    /// @param folder an absolute path; the repository that it lies in is read whole
    PlanView plan(Optional<String> workspace, Path folder);

    /// Asks for a sync and returns at once with its first state; [#sync(String)] tells how it goes
    /// on. A dry run comes back ended, with what a sync would do.
    SyncView sync(Optional<String> workspace, SyncRequest request);

    /// The state of a sync that [#sync(Optional, SyncRequest)] or [#rerun] began.
    SyncView sync(String syncId);

    /// One resource, with the fields in which it differs from what Git declares.
    ResourceView resource(String workspace, String id);

    /// What the platform of a workspace holds, as specs; writes nothing.
    ///
    /// @param workspace the only one when absent
    ImportView importable(Optional<String> workspace, ImportRequest request);

    /// Syncs, newest first.
    ///
    /// @param id only those that touched this resource
    /// @param limit how many at most, from 1 to 1,000
    HistoryView history(Optional<String> workspace, Optional<String> id, int limit);

    /// What waits for approvals.
    ApprovalsView approvals(Optional<String> workspace);

    /// Records the caller's approval, or takes it back, and looks at the workspace again.
    ///
    /// @param workspace the one where it waits when absent
    ApprovalView approve(Optional<String> workspace, ApprovalRequest request, Caller caller);

    /// Puts an endpoint back to how the last good release before this one served it.
    ///
    /// @param workspace the one that holds it when absent
    UndoView undo(Optional<String> workspace, UndoRequest request, Caller caller);

    /// Takes a workspace back to an earlier commit, by a new one.
    ///
    /// @param workspace the only one when absent
    RollbackView rollback(Optional<String> workspace, RollbackRequest request, Caller caller);

    /// Suspends healing of a resource for a while.
    ///
    /// @param workspace the one that holds it when absent
    SuspensionView suspend(Optional<String> workspace, SuspendRequest request, Caller caller);

    /// Ends the suspension of a resource, and what an undo holds of it.
    SuspensionView resume(Optional<String> workspace, ResumeRequest request, Caller caller);

    /// Checks the ledgers from their first entry to their newest.
    AuditView audit(Optional<String> workspace);

    /// From a resource (`model/fraud`, `model/fraud:3`) or a scoring request's id back to
    /// everything it came from.
    LineageView lineage(Optional<String> workspace, String idOrRequest);

    /// Versions of models, newest first, without what their runs read.
    ///
    /// @param limit of each model how many at most, from 1 to 1,000
    ModelsView models(Optional<String> workspace, int limit);

    /// A version of a model and what it was made from.
    ///
    /// @param workspace the one that holds it when absent
    /// @param version the newest when absent
    ModelView model(Optional<String> workspace, String name, Optional<String> version);

    /// Two versions of a model side by side.
    ModelComparisonView compare(Optional<String> workspace, String name, String from, String to);

    /// Runs, newest first.
    ///
    /// @param job only the runs of this job, by its id (`job/jobs/train`)
    RunsView runs(Optional<String> job, int limit);

    RunView run(String run);

    /// A piece of the log of a run.
    ///
    /// @param step one step's log; all of the run's when absent
    /// @param offset where to begin, in bytes; a log that is shorter gives an empty piece
    LogView log(String run, Optional<String> step, long offset);

    /// Lets a job run again although its digest failed or succeeded before.
    ///
    /// @param job the job's id (`job/jobs/train`)
    /// @param by who asked, for the record
    SyncView rerun(Optional<String> workspace, String job, String by);

    /// Asks a run to stop; a run that has ended stays as it is.
    RunView cancel(String run, String by);

    KeysView keys(String endpoint);

    /// Edits an endpoint's traffic on the embedded platform, past Git: what someone would do in a
    /// portal. The next sync sees it as drift.
    TrafficView setTraffic(String endpoint, TrafficRequest request);
}
