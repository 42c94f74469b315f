package dev.plumbline.reconcile.rollback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.gate.CommitTrust;
import dev.plumbline.ledger.Recorder;
import dev.plumbline.repository.EntryChange;
import dev.plumbline.repository.GitRepository;
import dev.plumbline.repository.Person;
import dev.plumbline.repository.Revision;
import dev.plumbline.repository.RevisionRange;
import dev.plumbline.repository.TestingRemote;
import dev.plumbline.spec.Belongings;
import dev.plumbline.spec.SpecLoader;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A repository with the workspaces `prod` and `churn`; the tests of rollbacks begin here.
abstract class RollbackScenario {
    static final String MAIN = "refs/heads/main";
    static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    @TempDir Path folder;
    TestingRemote remote;
    CommitTrust trust = CommitTrust.ALL;
    Runnable meanwhile = () -> {};
    private GitRepository repository;
    private final SpecLoader loader = new SpecLoader();

    /// The commit that tests go back to.
    Revision first;

    @BeforeEach
    void open() {
        remote = TestingRemote.create(folder.resolve("specs.git"));
        first =
                remote.file("plumbline.yml", plumbline(""))
                        .file("prod/model.yml", model("sum", "../models/sum"))
                        .file("models/sum/weights", "1")
                        .file("prod/train.yml", job("0.1"))
                        .file("prod/src/train.py", "print(1)")
                        .file("churn/model.yml", model("churn", "../models/churn"))
                        .file("models/churn/weights", "1")
                        .file("README.md", "first")
                        .commit("First");
        repository =
                GitRepository.open(remote.url(), Optional.of("main"), folder.resolve("clone.git"));
    }

    @AfterEach
    void close() {
        repository.close();
        remote.close();
    }

    /// @param entry more of the entry of `prod`
    static String plumbline(String entry) {
        return """
        $schema: https://plumbline.dev/schemas/plumbline.schema.json
        workspaces:
          - name: prod
            include: ["prod/**"]
        %s
          - name: churn
            include: ["churn/**"]
        """
                .formatted(entry.indent(4).stripTrailing());
    }

    static String model(String name, String path) {
        return """
        $schema: https://azuremlschemas.azureedge.net/latest/model.schema.json
        name: %s
        type: custom_model
        path: %s
        """
                .formatted(name, path);
    }

    static String job(String rate) {
        return """
        $schema: https://azuremlschemas.azureedge.net/latest/commandJob.schema.json
        name: train
        code: ./src
        command: python train.py --rate ${{inputs.rate}}
        environment: azureml://registries/azureml/environments/sklearn-1.5/versions/1
        inputs: {rate: %s}
        """
                .formatted(rate);
    }

    RolledBack roll(RollbackRequest request) {
        return desk().roll(request);
    }

    RollbackDesk desk() {
        return new RollbackDesk(
                "fraud/prod",
                repository,
                this::survey,
                trust,
                new Recorder("Plumbline", "agent@plumbline.dev"),
                () -> NOON);
    }

    private Belongings survey(Revision revision) {
        Belongings found = loader.belongings(repository.tree(revision));
        Runnable once = meanwhile;
        meanwhile = () -> {};
        once.run();
        return found;
    }

    static RollbackRequest to(Revision revision) {
        return to(revision.commit());
    }

    static RollbackRequest to(String revision) {
        return new RollbackRequest(
                revision,
                new Person("grace", Set.of("grace@example.org")),
                Optional.of("incident 12"),
                Optional.empty(),
                false);
    }

    static RollbackRequest to(Revision revision, String branch) {
        return new RollbackRequest(
                revision.commit(), to(revision).by(), Optional.empty(), Optional.of(branch), false);
    }

    Revision main() {
        return remote.ref(MAIN).orElseThrow();
    }

    /// Where the branch differs from a commit.
    Map<String, EntryChange> differences(Revision commit, Revision from) {
        repository.fetch();
        return new RevisionRange(repository, from, commit).wayBack();
    }

    void assertPushed(RolledBack rolled) {
        assertThat(rolled.because()).isEmpty();
        assertThat(rolled.followed()).isTrue();
        assertThat(main()).isEqualTo(rolled.rollback().commit());
    }

    /// Nothing is on the followed branch, and the commit is on one of its own.
    void assertProposed(RolledBack rolled, Revision head) {
        assertThat(rolled.followed()).isFalse();
        assertThat(main()).isEqualTo(head);
        assertThat(remote.ref("refs/heads/" + rolled.branch()))
                .contains(rolled.rollback().commit());
    }

    GitRepository repository() {
        return repository;
    }

    List<String> files(RolledBack rolled) {
        return rolled.rollback().files().entrySet().stream()
                .map(each -> each.getValue().word() + " " + each.getKey())
                .toList();
    }
}
