package dev.plumbline.plan;

import dev.plumbline.plan.ship.Supply;
import dev.plumbline.platform.Capabilities;
import dev.plumbline.platform.Observation;
import dev.plumbline.platform.Observed;
import dev.plumbline.platform.TestingPlatform;
import dev.plumbline.repository.MemoryTree;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Fields;
import dev.plumbline.resource.Value.Items;
import dev.plumbline.resource.ValueJson;
import dev.plumbline.resource.VersionedId;
import dev.plumbline.spec.SpecLoader;
import dev.plumbline.spec.SpecSet;
import dev.plumbline.spec.workspace.WorkspaceConfig;
import dev.plumbline.spec.yaml.YamlException;
import dev.plumbline.spec.yaml.YamlReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// A case of a plan, read from its folder:
///
/// - `specs/`: the repository at the commit that is planned
/// - `last.yml`: the commits that were applied before, oldest first; each is `specs/` but for what
///   it lists per file: fields that read otherwise (`null`: were not there), a whole file that is
///   gone since, `null` for one that was not there yet. `registered` lists versions that someone
///   had registered past Plumbline. Without `last.yml` nothing was applied.
/// - `cannot-swap`: the platform can only remove a deployment whose `instance_type` changes
/// - `supply.yml`: see [CaseSupply]; without it the workspace makes everything by itself
/// - `observed.yml`: see [PlatformEdits]; without it the platform is as those commits left it
record PlanCase(
        SpecSet specs,
        Desired desired,
        LastApplied last,
        Observation observed,
        Capabilities capabilities) {
    private static final String WORKSPACE = "repo/demo";

    static PlanCase read(Path folder) throws IOException, YamlException {
        Map<String, byte[]> files = files(folder.resolve("specs"));
        List<Fields> commits = commits(folder.resolve("last.yml"));
        SpecSet specs = load(files);
        SettledCommits settled = settle(files, commits);
        LastApplied last = settled.lastApplied();
        Observation observed = settled.observation();
        Path edits = folder.resolve("observed.yml");
        if (Files.exists(edits)) {
            SettledCommits ahead = settle(files, commits);
            ahead.apply("ahead", specs);
            Observation declared = ahead.observation();
            observed =
                    new PlatformEdits(observed, id -> digest(declared, id))
                            .apply((Fields) yaml(Files.readAllBytes(edits)));
        }
        Path supplied = folder.resolve("supply.yml");
        Supply supply =
                Files.exists(supplied)
                        ? new CaseSupply((Fields) yaml(Files.readAllBytes(supplied))).supply()
                        : new Supply.Own();
        Desired desired =
                new Desired(
                        WORKSPACE,
                        "head",
                        CaseSupply.complete(specs.workspaces().getFirst().graph(), supply),
                        specs.declares(),
                        last.resources(),
                        Set.of(),
                        specs.workspaces().getFirst().config().moves(),
                        specs.workspaces().getFirst().config().live(),
                        specs.workspaces().getFirst().config()::includes,
                        supply);
        TestingPlatform platform =
                Files.exists(folder.resolve("cannot-swap"))
                        ? TestingPlatform.thatCannotSwap()
                        : new TestingPlatform();
        return new PlanCase(specs, desired, last, observed, platform.capabilities());
    }

    Plan plan() {
        return Planner.plan(desired, last, observed, capabilities);
    }

    WorkspaceConfig config() {
        return specs.workspaces().getFirst().config();
    }

    private static SettledCommits settle(Map<String, byte[]> files, List<Fields> commits)
            throws YamlException {
        SettledCommits settled = new SettledCommits(WORKSPACE);
        for (int i = 0; i < commits.size(); i++) {
            Fields commit = commits.get(i);
            if (commit.get("registered").orElse(Value.Null.NULL) instanceof Items(var versions)) {
                versions.forEach(version -> settled.register(versioned(version.display())));
            }
            SpecSet specs = load(changed(files, commit.without("registered")));
            List<String> unresolved = settled.apply("commit-" + (i + 1), specs);
            if (!unresolved.isEmpty()) {
                throw new IllegalStateException("commit " + (i + 1) + ": " + unresolved);
            }
        }
        return settled;
    }

    private static SpecSet load(Map<String, byte[]> files) {
        SpecSet specs = new SpecLoader().load(new MemoryTree(files));
        if (!specs.isValid()) {
            throw new IllegalStateException(specs.problems().toString());
        }
        return specs;
    }

    private static Map<String, byte[]> changed(Map<String, byte[]> files, Fields changes)
            throws YamlException {
        Map<String, byte[]> result = new TreeMap<>(files);
        for (Map.Entry<String, Value> change : changes.fields().entrySet()) {
            if (change.getValue() instanceof Fields fields) {
                byte[] now = files.get(change.getKey());
                Fields before = now == null ? Fields.EMPTY : (Fields) yaml(now);
                result.put(change.getKey(), bytes(PlatformEdits.overlay(before, fields)));
            } else if (change.getValue() instanceof Value.Text(var text)) {
                result.put(change.getKey(), text.getBytes(StandardCharsets.UTF_8));
            } else {
                result.remove(change.getKey());
            }
        }
        return result;
    }

    private static byte[] bytes(Fields fields) {
        return ValueJson.write(fields).toString().getBytes(StandardCharsets.UTF_8);
    }

    private static List<Fields> commits(Path file) throws IOException, YamlException {
        return Files.exists(file) && yaml(Files.readAllBytes(file)) instanceof Items(var items)
                ? items.stream().map(Fields.class::cast).toList()
                : List.of();
    }

    private static Value yaml(byte[] bytes) throws YamlException {
        return YamlReader.read(bytes).orElseThrow().value();
    }

    private static VersionedId versioned(String text) {
        int colon = text.indexOf(':');
        return new VersionedId(
                ResourceId.parse(text.substring(0, colon)), text.substring(colon + 1));
    }

    private static Digest digest(Observation declared, ResourceId id) {
        return declared.job(id)
                .map(job -> job.runs().getLast().digest())
                .or(() ->
                        declared.asset(id)
                                .map(Observed.Asset::versions)
                                .flatMap(versions -> versions.getLast().digest()))
                .orElseThrow(() -> new IllegalStateException(id + " is not declared"));
    }

    private static Map<String, byte[]> files(Path folder) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                String path = folder.relativize(file).toString().replace('\\', '/');
                files.put(path, Files.readAllBytes(file));
            }
        }
        return files;
    }
}
