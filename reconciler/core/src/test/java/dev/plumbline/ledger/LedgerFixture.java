package dev.plumbline.ledger;

import dev.plumbline.plan.AppliedResource;
import dev.plumbline.repository.GitRepository;
import dev.plumbline.repository.Revision;
import dev.plumbline.repository.TestingRemote;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Value;
import dev.plumbline.resource.VersionedId;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// A remote with one commit of specs, and ledgers in as many clones as a test asks for.
final class LedgerFixture implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
    static final String REF = "refs/plumbline/ledger/staging";
    static final ResourceId MODEL = ResourceId.parse("model/fraud");
    static final ResourceId JOB = ResourceId.parse("job/jobs/train");
    static final ResourceId BLUE = ResourceId.deployment("fraud", "blue");

    final TestingRemote remote;
    final Revision source;
    private final Path temp;
    private final List<GitRepository> open = new ArrayList<>();

    LedgerFixture(Path temp) {
        this.temp = temp;
        this.remote = TestingRemote.create(temp.resolve("specs.git"));
        this.source = remote.file("model.yml", "name: fraud\n").commit("Declare the model");
    }

    GitRepository clone(String name) {
        return clone(name, Optional.empty());
    }

    /// @param ledgers the repository that holds the ledgers, when it is another
    GitRepository clone(String name, Optional<String> ledgers) {
        GitRepository repository =
                GitRepository.open(remote.url(), Optional.empty(), ledgers, temp.resolve(name));
        open.add(repository);
        repository.fetch();
        return repository;
    }

    static Ledger ledger(GitRepository repository) {
        return ledger(repository, () -> NOW);
    }

    static Ledger ledger(GitRepository repository, InstantSource clock) {
        return ledger(repository, clock, new Recorder("Plumbline", "agent@plumbline.dev"));
    }

    static Ledger ledger(GitRepository repository, InstantSource clock, Recorder recorder) {
        return Ledger.open(repository, "staging", recorder, clock, rememberedHead(repository));
    }

    static Path rememberedHead(GitRepository repository) {
        return Path.of(repository.database().getDirectory() + ".head");
    }

    Ledger ledger(String clone) {
        return ledger(clone(clone));
    }

    AppliedResource applied(ResourceId id, String text) {
        Value.Fields spec =
                new Value.Fields(
                        Map.of(
                                "description", Value.text(text),
                                "instance_count", Value.Num.of(2),
                                "model",
                                        new Value.Resolved(
                                                new VersionedId(MODEL, "3"),
                                                Optional.of(digest("m")))));
        return new AppliedResource(
                id,
                "fraud/" + id.kind() + ".yml",
                source.commit(),
                spec,
                digest("declared " + text),
                digest(text),
                Optional.of("3"),
                Map.of("azureml:fraud@latest", new VersionedId(MODEL, "3")));
    }

    Intent intent(ChangeRecord... changes) {
        return new Intent(source, digest("plan"), "push", List.of(changes));
    }

    Release release(
            ReleaseOutcome outcome, List<AppliedResource> resources, ChangeRecord... changes) {
        Map<ResourceId, AppliedResource> byId =
                resources.stream().collect(Collectors.toMap(AppliedResource::id, each -> each));
        return new Release(
                source,
                specs(byId),
                digest("plan"),
                "push",
                outcome,
                List.of(),
                List.of(changes),
                byId,
                Set.of(),
                List.of());
    }

    Release succeeded(List<AppliedResource> resources, ChangeRecord... changes) {
        return release(ReleaseOutcome.SUCCEEDED, resources, changes);
    }

    static Digest specs(Map<ResourceId, AppliedResource> resources) {
        Map<ResourceId, Digest> declared = new TreeMap<>();
        resources.forEach((id, resource) -> declared.put(id, resource.declared()));
        return Release.specsOf(declared);
    }

    static ChangeRecord change(String action, ResourceId id) {
        return new ChangeRecord(
                action,
                id,
                "declared in Git",
                Optional.of(ChangeOutcome.applied()),
                Optional.empty());
    }

    static Digest digest(String text) {
        return Digest.ofText(text);
    }

    @Override
    public void close() {
        open.forEach(GitRepository::close);
        remote.close();
    }
}
