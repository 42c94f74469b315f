package dev.plumbline.simulation;

import dev.plumbline.resource.Kind;
import dev.plumbline.resource.ResourceId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// What Git declares in a simulation: entries in memory that render to specs. Fault-free by
/// construction, but for one broken file at a time.
final class SimulatedSpecs {
    static final String BASE = "base";
    static final String GUARDED = "guarded";
    private static final List<String> NAMES =
            List.of("d0", "d1", "m0", "m1", "j0", "j1", "end0", "end1");
    private static final String RENAMED = "x";
    private static final String HOST = "$schema: https://azuremlschemas.azureedge.net/latest/";

    /// @param meaning a number that stands for the content: another one is another version or run
    /// @param text a number that stands for what changes in place
    /// @param folder where the file stands
    record Entry(Kind kind, int meaning, int text, int folder) {
        @Override
        public String toString() {
            return meaning + "." + text + "." + folder;
        }

        Entry withMeaning(int next) {
            return new Entry(kind, next, text, folder);
        }

        Entry withText(int next) {
            return new Entry(kind, meaning, next, folder);
        }

        Entry inFolder(int next) {
            return new Entry(kind, meaning, text, next);
        }
    }

    /// Nobody is there who would confirm deletes.
    private static final String NO_GUARD =
            "keep_warm: 0s, prune_guard: {max_share: 1, confirm: []}";

    /// The policies that commits choose from; none of them lets what is guarded through.
    private static final List<String> POLICIES =
            List.of(
                    "sync: {grace_period: 10s, " + NO_GUARD + "}",
                    "sync: {grace_period: 20s, " + NO_GUARD + "}",
                    "sync: {" + NO_GUARD + "}\n    freeze: true");

    private static final int FROZEN = 2;

    private final Map<String, Entry> entries;
    private final Map<String, String> moves;
    private final int policy;
    private final String broken;

    /// @param moves the renames that are told, from name to name
    /// @param policy which of the policies
    /// @param broken the entry whose file is wrong; empty for none
    private SimulatedSpecs(
            Map<String, Entry> entries, Map<String, String> moves, int policy, String broken) {
        this.entries = new TreeMap<>(entries);
        this.moves = new TreeMap<>(moves);
        this.policy = policy;
        this.broken = broken;
    }

    static SimulatedSpecs initial(Random random) {
        Map<String, Entry> entries = new TreeMap<>();
        for (String name : List.of("d0", "d1", "m0", "j0", "j1", "end0", "end1", GUARDED)) {
            if (random.nextInt(3) > 0 || name.equals(GUARDED)) {
                entries.put(name, entry(name, random));
            }
        }
        return new SimulatedSpecs(entries, Map.of(), 0, "");
    }

    private static Entry entry(String name, Random random) {
        Kind kind =
                switch (name.charAt(0)) {
                    case 'd' -> Kind.DATA;
                    case 'j' -> Kind.JOB;
                    case 'e' -> Kind.ONLINE_ENDPOINT;
                    default -> Kind.MODEL;
                };
        return new Entry(kind, random.nextInt(3), random.nextInt(3), 0);
    }

    Map<String, Entry> entries() {
        return entries;
    }

    boolean isValid() {
        return broken.isEmpty();
    }

    boolean isFrozen() {
        return policy == FROZEN;
    }

    /// The same without what is broken.
    private SimulatedSpecs mended() {
        return new SimulatedSpecs(entries, moves, policy, "");
    }

    /// The same as it can be applied: nothing is broken or frozen.
    SimulatedSpecs applicable() {
        return new SimulatedSpecs(entries, moves, policy % FROZEN, "");
    }

    /// The next commit.
    SimulatedSpecs edited(Random random) {
        if (!isValid() && random.nextInt(3) > 0) {
            return mended();
        }
        if (random.nextInt(8) == 0) {
            return new SimulatedSpecs(entries, moves, random.nextInt(POLICIES.size()), broken);
        }
        String base = NAMES.get(random.nextInt(NAMES.size()));
        String name = entries.containsKey(base + RENAMED) ? base + RENAMED : base;
        Entry before = entries.get(name);
        if (before == null) {
            return with(name, entry(name, random));
        }
        return switch (random.nextInt(9)) {
            case 0, 1 -> with(name, before.withMeaning(meaning(before, random)));
            case 2, 3 -> with(name, before.withText(random.nextInt(4)));
            case 4 -> with(name, before.inFolder(1 - before.folder()));
            case 5, 6 -> without(name);
            case 7 -> renamed(name, name.equals(base) ? base + RENAMED : base);
            default -> new SimulatedSpecs(entries, moves, policy, name);
        };
    }

    /// Of a deployment, every other time one of the same color on other machines.
    private static int meaning(Entry before, Random random) {
        return before.kind() == Kind.ONLINE_ENDPOINT && random.nextBoolean()
                ? (before.meaning() + 2) % 4
                : random.nextInt(4);
    }

    private SimulatedSpecs with(String name, Entry entry) {
        Map<String, Entry> next = new TreeMap<>(entries);
        next.put(name, entry);
        Map<String, String> told = new TreeMap<>(moves);
        told.remove(name);
        return new SimulatedSpecs(next, told, policy, "");
    }

    private SimulatedSpecs without(String name) {
        Map<String, Entry> next = new TreeMap<>(entries);
        next.remove(name);
        Map<String, String> told = new TreeMap<>(moves);
        told.values().remove(name);
        return new SimulatedSpecs(next, told, policy, "");
    }

    private SimulatedSpecs renamed(String from, String to) {
        SimulatedSpecs next = without(from).with(to, Objects.requireNonNull(entries.get(from)));
        next.moves.put(from, to);
        return next;
    }

    /// The ids that a commit declares.
    Set<ResourceId> ids() {
        Set<ResourceId> ids = new TreeSet<>();
        entries.forEach((name, entry) -> {
            ids.add(new ResourceId(entry.kind(), name));
            if (entry.kind() == Kind.ONLINE_ENDPOINT) {
                ids.add(ResourceId.deployment(name, color(entry)));
                ids.add(new ResourceId(Kind.TRAFFIC, name));
            }
            if (entry.kind() == Kind.JOB) {
                ids.add(new ResourceId(Kind.JOB, name));
            }
        });
        return ids;
    }

    /// The deployment that an endpoint has: another meaning may swap it.
    static String color(Entry endpoint) {
        return endpoint.meaning() % 2 == 0 ? "blue" : "green";
    }

    /// What a deployment serves.
    String served(Entry endpoint) {
        return switch (endpoint.text()) {
            case 0 -> entries.containsKey("m0") ? "m0" : BASE;
            case 1 -> entries.containsKey("j0") ? "o0" : BASE;
            default -> BASE;
        };
    }

    Map<String, byte[]> files() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        put(
                files,
                "plumbline.yml",
                """
                $schema: https://plumbline.dev/schemas/plumbline.schema.json
                workspaces:
                  - name: demo
                    %s
                    approvals:
                      - resources: ["model/guarded"]
                        required: 1
                """
                                .formatted(POLICIES.get(policy))
                        + moved());
        entries.forEach((name, entry) -> {
            String text = text(name, entry);
            put(
                    files,
                    "f" + entry.folder() + "/" + name + ".yml",
                    broken.equals(name) ? breakIt(entry, text) : text);
            if (entry.kind() == Kind.ONLINE_ENDPOINT) {
                put(
                        files,
                        "f" + entry.folder() + "/" + name + "-deployment.yml",
                        deployment(name, entry));
            }
        });
        return files;
    }

    private String moved() {
        StringBuilder text = new StringBuilder();
        moves.forEach((from, to) -> {
            String kind = Objects.requireNonNull(entries.get(to)).kind().word();
            text.append(text.isEmpty() ? "moved:\n" : "")
                    .append("  - {from: %s/%s, to: %s/%s}\n".formatted(kind, from, kind, to));
        });
        return text.toString();
    }

    /// A misspelt kind, a field that is none, or a text that is no YAML.
    private static String breakIt(Entry entry, String text) {
        return switch (entry.meaning() % 3) {
            case 0 -> text.replace(".schema.json", "s.schema.json");
            case 1 -> text + "no_such_field: 1\n";
            default -> text + "tags: {unclosed\n";
        };
    }

    @Override
    public String toString() {
        return entries
                + (moves.isEmpty() ? "" : " moved: " + moves)
                + (policy == 0 ? "" : " " + POLICIES.get(policy))
                + (broken.isEmpty() ? "" : " broken: " + broken);
    }

    private static void put(Map<String, byte[]> files, String path, String text) {
        files.put(path, text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private String text(String name, Entry entry) {
        String head = "name: " + name + "\ndescription: text " + entry.text() + "\n";
        String path = "path: azureml://datastores/store/paths/" + name + "/" + entry.meaning();
        return HOST
                + switch (entry.kind()) {
                    case DATA -> "data.schema.json\n" + head + "type: uri_folder\n" + path + "\n";
                    case MODEL ->
                            "model.schema.json\n" + head + "type: custom_model\n" + path + "\n";
                    case JOB -> "commandJob.schema.json\n" + head + job(name, entry);
                    default ->
                            "managedOnlineEndpoint.schema.json\n"
                                    + head
                                    + "auth_mode: key\ntraffic: {"
                                    + color(entry)
                                    + ": 100}\n";
                };
    }

    private String job(String name, Entry entry) {
        String data = "d" + name.charAt(1);
        return """
        command: python train.py --rate ${{inputs.rate}}
        environment: azureml://registries/azureml/environments/sklearn-1.5/versions/1
        inputs:
          rate: %d
        """
                        .formatted(entry.meaning())
                + (entries.containsKey(data)
                        ? "  data: {type: uri_folder, path: \"azureml:" + data + "@latest\"}\n"
                        : "")
                + "outputs: {model: {type: custom_model, name: o"
                + name.charAt(1)
                + "}}\n";
    }

    private String deployment(String endpoint, Entry entry) {
        String model = served(entry);
        return HOST
                + """
                managedOnlineDeployment.schema.json
                name: %s
                endpoint_name: %s
                model: azureml:%s%s
                instance_type: Standard_DS%d_v2
                instance_count: %d
                """
                        .formatted(
                                color(entry),
                                endpoint,
                                model,
                                model.equals(BASE) ? ":1" : "@latest",
                                2 + entry.meaning() / 2,
                                1 + entry.text());
    }
}
