package dev.plumbline.local.jobs;

import dev.plumbline.local.store.Database;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.ResourceId;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/// The steps of runs in SQLite; [RunStore] adds them with their run.
final class StepStore {
    private final Jdbi jdbi;
    private final Jdbi hasty;

    StepStore(Database database) {
        jdbi = database.jdbi();
        hasty = database.hasty();
    }

    /// Keeps what became of steps, all or nothing. How a step ended survives a power cut; how far
    /// it is need not, since its process does not either.
    void save(List<StepRun> changed) {
        Jdbi store = changed.stream().anyMatch(step -> step.status().isTerminal()) ? jdbi : hasty;
        store.useTransaction(handle -> changed.forEach(step -> StepRows.update(handle, step)));
    }

    List<StepRun> ofRun(String run) {
        return jdbi.withHandle(handle -> StepRows.ofRun(handle, run));
    }

    /// Steps of a workspace that ran with this key and succeeded, newest first.
    List<StepRun> withKey(String workspace, Digest key) {
        return jdbi.withHandle(handle -> StepRows.withKey(handle, workspace, key));
    }

    /// The last success of a step of this name in another run of the job.
    Optional<StepRun> lastSuccess(String workspace, ResourceId job, String step, String exceptRun) {
        return jdbi.withHandle(
                handle -> StepRows.lastSuccess(handle, workspace, job, step, exceptRun));
    }
}
