package dev.plumbline.plan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.platform.ApplyContext;
import dev.plumbline.platform.Observation;
import dev.plumbline.platform.Observed;
import dev.plumbline.platform.Scope;
import dev.plumbline.platform.TestingPlatform;
import dev.plumbline.repository.MemoryTree;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.Production;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Fields;
import dev.plumbline.resource.VersionedId;
import dev.plumbline.spec.SpecLoader;
import dev.plumbline.spec.SpecSet;
import dev.plumbline.spec.WorkspaceSpecs;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A plan that goes on from the last one is the plan that is made anew, whatever happened between
/// the two.
class ReplannerTest {
    private static final String NAME = "repo/a";
    private static final String LATEST = "$schema: https://azuremlschemas.azureedge.net/latest/";

    /// Texts that each file may hold; some depend on those of others.
    private static final Map<String, List<String>> FILES =
            Map.ofEntries(
                    file(
                            "plumbline.yml",
                            "workspaces: [{name: a}]\n",
                            "workspaces: [{name: a, exclude: [\"green.yml\", \"data.yml\"]}]\n",
                            "workspaces: [{name: a, ignore_differences: [{resources: [\"online-endpoint/*\"], fields: [description, traffic]}], set: [{files: \"blue.yml\", values: {instance_count: 3}}]}]\n",
                            "workspaces: [{name: a}]\nmoved: [{from: online-endpoint/end, to: online-endpoint/fin}, {from: job/train, to: job/again}]\n"),
                    file("env.yml", environment("i"), environment("j")),
                    file("data.yml", asset("data", "d", ""), asset("data", "d", "version: 2")),
                    file("model.yml", asset("model", "m", "tags: {a: b}"), asset("model", "m", "")),
                    file("content", "1", "2"),
                    file("step.yml", component("d@latest"), component("d:1")),
                    file("train.yml", job("train", "m"), job("train", "n"), job("again", "m")),
                    file("other.yml", job("other", "m"), job("other", "d")),
                    file("late.yml", job("late", "e").replace("azureml:e@latest", "azureml:x:1")),
                    file(
                            "pipe.yml",
                            LATEST
                                    + "pipelineJob.schema.json\ntype: pipeline\nname: pipe\njobs:\n  one:\n    component: azureml:step@latest\n    inputs: {data: {type: uri_folder, path: azureml:d@latest}}\n"),
                    file(
                            "end.yml",
                            endpoint("end", ""),
                            endpoint("end", "traffic: {blue: 100}"),
                            endpoint("fin", "traffic: {blue: 50, green: 50}")),
                    file(
                            "blue.yml",
                            deployment("end", "blue", "m@latest"),
                            deployment("end", "blue", "n:1"),
                            deployment("end", "blue", "n:1").replace("DS3", "DS4"),
                            deployment("fin", "blue", "m@latest")),
                    file(
                            "green.yml",
                            deployment("end", "green", "m:1"),
                            deployment("end", "green", "m:1").replace("DS3", "DS4"),
                            deployment("fin", "green", "z@latest")));

    private Random random = new Random();
    private TestingPlatform platform = new TestingPlatform();
    private final SpecLoader loader = new SpecLoader();
    private final Map<String, byte[]> files = new TreeMap<>();
    private LastApplied last = LastApplied.NOTHING;
    private Set<ResourceId> rerun = Set.of();
    private Set<ResourceId> lost = Set.of();
    private boolean refresh;
    private int commit;

    private static Map.Entry<String, List<String>> file(String path, String... texts) {
        return Map.entry(path, List.of(texts));
    }

    private static String environment(String image) {
        return LATEST + "environment.schema.json\nname: e\nimage: " + image + "\n";
    }

    private static String asset(String kind, String name, String more) {
        String type = kind.equals("data") ? "uri_file" : "custom_model";
        return LATEST
                + "%s.schema.json\nname: %s\ntype: %s\npath: content\n%s\n"
                        .formatted(kind, name, type, more);
    }

    private static String component(String data) {
        return LATEST
                + """
                commandComponent.schema.json
                name: step
                inputs: {data: {type: uri_folder}}
                environment: azureml:e@latest
                command: python run.py ${{inputs.data}}
                """
                + "description: reads "
                + data
                + "\n";
    }

    private static String job(String name, String product) {
        return LATEST
                + """
                commandJob.schema.json
                name: %s
                command: python train.py ${{inputs.data}}
                environment: azureml:e@latest
                inputs: {data: {type: uri_file, path: "azureml:d@latest"}}
                outputs: {out: {type: %s, name: %s}}
                """
                        .formatted(
                                name, product.equals("d") ? "uri_file" : "custom_model", product);
    }

    private static String endpoint(String name, String more) {
        return LATEST
                + "managedOnlineEndpoint.schema.json\nname: %s\nauth_mode: key\n%s\n"
                        .formatted(name, more);
    }

    private static String deployment(String endpoint, String name, String model) {
        return LATEST
                + """
                managedOnlineDeployment.schema.json
                name: %s
                endpoint_name: %s
                model: azureml:%s
                instance_type: Standard_DS3_v2
                instance_count: 1
                """
                        .formatted(name, endpoint, model);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 12})
    void isThePlanMadeAnew(long seed) {
        random = new Random(seed);
        platform = seed % 2 == 0 ? TestingPlatform.thatCannotSwap() : platform;
        Replanner replanner = new Replanner();
        FILES.forEach((path, texts) -> files.put(path, texts.getFirst().getBytes(UTF_8)));
        int nothingToDo = 0;
        for (int step = 0; step < 400; step++) {
            SpecSet specs = loader.load(new MemoryTree(files));
            for (WorkspaceSpecs workspace : specs.workspaces()) {
                Desired desired = desired(specs, workspace);
                Observation observed = observed();
                Plan plan = replanner.plan(desired, last, observed, platform.capabilities());
                Plan anew = Planner.plan(desired, last, observed, platform.capabilities());
                assertThat(seen(plan)).as("step %s", step).isEqualTo(seen(anew));
                nothingToDo += plan.open().isEmpty() ? 1 : 0;
                happen(plan);
            }
            if (random.nextInt(3) == 0) {
                edit();
            }
        }
        assertThat(nothingToDo).as("how often all was as declared").isPositive();
    }

    private static List<Object> seen(Plan plan) {
        return List.of(
                plan.resources(),
                plan.open(),
                plan.summary(),
                plan.digest(),
                plan.unreleased(),
                plan.gone(),
                plan.ignoring(),
                plan.orphans());
    }

    private Desired desired(SpecSet specs, WorkspaceSpecs workspace) {
        return new Desired(
                NAME,
                "commit-" + commit,
                workspace.graph(),
                specs.declares(),
                refresh ? Map.of() : last.resources(),
                rerun,
                workspace.config().moves(),
                workspace.config().live(),
                workspace.config()::includes);
    }

    private Observation observed() {
        Observation whole = platform.observe(new Scope(NAME));
        Map<ResourceId, Observed> there = new HashMap<>(whole.resources());
        there.keySet().removeAll(lost);
        return new Observation(
                there, random.nextInt(10) == 0 ? Set.of(Kind.ONLINE_DEPLOYMENT) : Set.of());
    }

    private void edit() {
        List<String> paths = FILES.keySet().stream().sorted().toList();
        for (int edit = random.nextInt(3); edit >= 0; edit--) {
            String path = paths.get(random.nextInt(paths.size()));
            List<String> texts = FILES.getOrDefault(path, List.of());
            int text = random.nextInt(texts.size() + 1);
            if (text < texts.size()) {
                files.put(path, texts.get(text).getBytes(UTF_8));
            } else if (!path.equals("plumbline.yml")) {
                files.remove(path);
            }
        }
        commit++;
    }

    private void happen(Plan plan) {
        switch (random.nextInt(8)) {
            case 0, 1, 2 -> apply(plan);
            case 3 -> endJobs(plan);
            case 4, 5 -> release(plan);
            case 6 -> meddle(plan);
            case 7 -> {
                refresh = random.nextInt(4) == 0;
                rerun = random.nextInt(3) == 0 ? some(plan, Kind.JOB) : Set.of();
                lost = random.nextInt(4) == 0 ? some(plan, Kind.JOB) : Set.of();
            }
            default -> throw new IllegalStateException();
        }
    }

    private Set<ResourceId> some(Plan plan, Kind kind) {
        List<ResourceId> ids =
                plan.resources().stream()
                        .map(PlannedResource::id)
                        .filter(id -> id.kind() == kind)
                        .toList();
        return ids.isEmpty() ? Set.of() : Set.of(ids.get(random.nextInt(ids.size())));
    }

    private void apply(Plan plan) {
        ApplyContext context = new ApplyContext(NAME, plan.commit(), "Ada", ReplannerTest::noBlob);
        plan.open().stream()
                .filter(_ -> random.nextInt(5) > 0)
                .forEach(each -> {
                    if (each.verdict() instanceof Verdict.Due(var change)) {
                        platform.start(change, context);
                    }
                });
    }

    private static InputStream noBlob(String blob) throws IOException {
        throw new IOException(blob);
    }

    private void endJobs(Plan plan) {
        for (PlannedResource each : plan.open()) {
            if (each.id().kind() == Kind.JOB && each.verdict() instanceof Verdict.Underway) {
                if (platform.find(each.id()).isEmpty()) {
                    // It was renamed: its run is one of its former name.
                    continue;
                }
                if (random.nextInt(4) == 0) {
                    platform.fail(each.id(), "out of memory");
                } else {
                    platform.finish(each.id(), produced(each.id()));
                }
            }
        }
    }

    private List<Production> produced(ResourceId job) {
        return loader.load(new MemoryTree(files)).workspaces().stream()
                .flatMap(each -> each.graph().get(job).stream())
                .flatMap(each -> each.produces().stream())
                .toList();
    }

    private void release(Plan plan) {
        Map<ResourceId, AppliedResource> resources = new HashMap<>();
        Map<Digest, Map<ResourceId, Map<ResourceId, String>>> successes =
                new HashMap<>(last.successes());
        for (PlannedResource each : plan.resources()) {
            Optional<AppliedResource> held =
                    each.isCurrent() ? each.effective() : last.get(each.id());
            held.ifPresent(applied -> resources.put(each.id(), applied));
            if (each.id().kind() == Kind.JOB && each.isCurrent()) {
                each.effective()
                        .flatMap(applied ->
                                platform.observe(new Scope(NAME))
                                        .job(each.id())
                                        .flatMap(job -> job.latest(applied.digest())))
                        .ifPresent(run -> {
                            Map<ResourceId, Map<ResourceId, String>> jobs =
                                    new HashMap<>(successes.getOrDefault(run.digest(), Map.of()));
                            jobs.put(each.id(), run.registered());
                            successes.put(run.digest(), jobs);
                        });
            }
        }
        last = new LastApplied(resources, some(plan, Kind.ONLINE_DEPLOYMENT), successes);
    }

    private void meddle(Plan plan) {
        switch (random.nextInt(4)) {
            case 0 ->
                    some(plan, Kind.ONLINE_ENDPOINT)
                            .forEach(id ->
                                    platform.edit(
                                            id,
                                            new Fields(Map.of("description", Value.text("x"))),
                                            "ada"));
            case 1 ->
                    platform.register(
                            new VersionedId(
                                    new ResourceId(Kind.MODEL, random.nextBoolean() ? "n" : "z"),
                                    String.valueOf(1 + random.nextInt(2))),
                            Digest.ofText("theirs"),
                            Fields.EMPTY,
                            Optional.empty(),
                            Optional.empty());
            case 2 ->
                    platform.register(
                            new VersionedId(new ResourceId(Kind.ENVIRONMENT, "x"), "1"),
                            Digest.ofText("theirs"),
                            Fields.EMPTY,
                            Optional.empty(),
                            Optional.empty());
            case 3 -> last = random.nextInt(10) == 0 ? LastApplied.NOTHING : last;
            default -> throw new IllegalStateException();
        }
    }
}
