package dev.plumbline.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.gate.CommitTrust;
import dev.plumbline.ledger.Recorder;
import dev.plumbline.plan.AppliedResource;
import dev.plumbline.reconcile.rollback.RollbackDesk;
import dev.plumbline.reconcile.rollback.RollbackRequest;
import dev.plumbline.reconcile.rollback.RolledBack;
import dev.plumbline.repository.Person;
import dev.plumbline.repository.Revision;
import dev.plumbline.resource.VersionedId;
import dev.plumbline.spec.SpecLoader;
import java.nio.file.Files;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What a commit that goes back does to the platform.
class RollbackTest extends ReconcileScenario {
    /// What the deployment's label became.
    private Set<VersionedId> served(String rate) throws Exception {
        write(
                "blue.yml",
                Files.readString(folder.resolve("work/blue.yml"))
                        .replace("azureml:fraud:1", "azureml:fraud@latest"));
        write("train.yml", job(rate));
        commit("rate " + rate);
        served();
        return model();
    }

    private Set<VersionedId> model() {
        AppliedResource blue = reconciler.ledger().lastApplied().get(BLUE).orElseThrow();
        return Set.copyOf(blue.resolutions().values());
    }

    private RolledBack rollBackTo(Revision commit) throws Exception {
        var config = git.getRepository().getConfig();
        config.setString("receive", null, "denyCurrentBranch", "ignore");
        config.save();
        SpecLoader loader = new SpecLoader();
        return new RollbackDesk(
                        "repo/demo",
                        repository,
                        revision -> loader.belongings(repository.tree(revision)),
                        CommitTrust.ALL,
                        new Recorder("Plumbline", "agent@plumbline.dev"),
                        () -> now)
                .roll(
                        new RollbackRequest(
                                commit.commit(),
                                new Person("grace", Set.of()),
                                Optional.empty(),
                                Optional.empty(),
                                false));
    }

    @Test
    void labelsResolveAsTheyDidAndNothingRunsAgain() throws Exception {
        Set<VersionedId> before = served("0.2");
        Revision commit = head().commit().revision();
        Set<VersionedId> after = served("0.3");
        long runs = count("run job/train");

        RolledBack rolled = rollBackTo(commit);
        settle();

        assertThat(rolled.followed()).isTrue();
        assertThat(head().commit().revision()).isEqualTo(rolled.rollback().commit());
        assertThat(after).isNotEqualTo(before);
        assertThat(model()).isEqualTo(before);
        assertThat(count("run job/train")).isEqualTo(runs);
    }
}
