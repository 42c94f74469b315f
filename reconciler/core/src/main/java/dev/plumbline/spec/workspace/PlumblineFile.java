package dev.plumbline.spec.workspace;

import dev.plumbline.resource.Kind;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Fields;
import dev.plumbline.resource.Value.Items;
import dev.plumbline.spec.problem.Nearest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a `plumbline.yml` says that its schema has found good.
///
/// @param faults what is wrong all the same; nothing of it may be used then
public record PlumblineFile(List<WorkspaceConfig> workspaces, List<EntryFault> faults) {
    public static final String PATH = "plumbline.yml";

    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");

    public PlumblineFile {
        workspaces = List.copyOf(workspaces);
        faults = List.copyOf(faults);
    }

    public static PlumblineFile read(Fields document) {
        List<EntryFault> faults = new ArrayList<>();
        Moves moves = new MovedReader(faults).read(items(document, "moved"));
        List<Fields> entries = items(document, "workspaces");
        Map<String, Integer> names = new LinkedHashMap<>();
        List<WorkspaceConfig> workspaces = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            List<String> at = List.of("workspaces", String.valueOf(i));
            WorkspaceConfig workspace = workspace(entries.get(i), moves, at, faults);
            workspaces.add(workspace);
            if (names.putIfAbsent(workspace.name(), i) != null) {
                faults.add(
                        new EntryFault(
                                at(at, "name"),
                                "the workspace \"%s\" is declared twice; give one of them another name"
                                        .formatted(workspace.name())));
            }
        }
        new ReleaseFromReader(entries, faults).check();
        return new PlumblineFile(workspaces, faults);
    }

    private static WorkspaceConfig workspace(
            Fields workspace, Moves moves, List<String> at, List<EntryFault> faults) {
        List<Glob> include = texts(workspace, "include").stream().map(Glob::of).toList();
        return new WorkspaceConfig(
                workspace.text("name").orElseThrow(),
                true,
                workspace.text("platform").orElse("local"),
                include.isEmpty() ? List.of(Glob.of("**")) : include,
                texts(workspace, "exclude").stream().map(Glob::of).toList(),
                overrides(workspace, at(at, "set"), faults),
                map(workspace.fields("tokens"), Value::display),
                moves,
                live(workspace, at, faults),
                new PolicyReader(at, faults).read(workspace),
                workspace.text("release_from"));
    }

    private static LiveRules live(Fields workspace, List<String> at, List<EntryFault> faults) {
        List<Fields> entries = items(workspace, "ignore_differences");
        List<LiveRules.Ignored> ignored = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            List<String> place = at(at, "ignore_differences", String.valueOf(i), "fields");
            ignored.add(
                    new LiveRules.Ignored(
                            texts(entries.get(i), "resources").stream().map(Glob::of).toList(),
                            fields(texts(entries.get(i), "fields"), place, faults)));
        }
        return new LiveRules(ignored, texts(workspace, "adopt").stream().map(Glob::of).toList());
    }

    private static List<FieldPattern> fields(
            List<String> texts, List<String> at, List<EntryFault> faults) {
        List<FieldPattern> fields = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i);
            checked(() -> FieldPattern.parse(text), at(at, String.valueOf(i)), faults)
                    .ifPresent(fields::add);
        }
        return fields;
    }

    private static List<SpecOverride> overrides(
            Fields workspace, List<String> at, List<EntryFault> faults) {
        List<Fields> entries = items(workspace, "set");
        List<SpecOverride> overrides = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            Fields set = entries.get(i);
            List<String> place = at(at, String.valueOf(i), "resource");
            overrides.add(
                    new SpecOverride(
                            texts(set, "files").stream().map(Glob::of).toList(),
                            set.text("resource").flatMap(text -> id(text, place, faults)),
                            map(set.fields("values"), Function.identity())));
        }
        return overrides;
    }

    static <T> Optional<T> checked(Supplier<T> read, List<String> at, List<EntryFault> faults) {
        try {
            return Optional.of(read.get());
        } catch (IllegalArgumentException e) {
            faults.add(new EntryFault(at, String.valueOf(e.getMessage())));
            return Optional.empty();
        }
    }

    /// A resource's id at a place; empty, with a fault, when it has no known kind.
    static Optional<ResourceId> id(String text, List<String> at, List<EntryFault> faults) {
        Optional<String> near =
                Nearest.to(
                        text.substring(0, Math.max(0, text.indexOf('/'))),
                        Arrays.stream(Kind.values()).map(Kind::word).toList());
        int before = faults.size();
        Optional<ResourceId> id = checked(() -> ResourceId.parse(text), at, faults);
        if (id.isEmpty() && near.isPresent()) {
            EntryFault fault = faults.get(before);
            faults.set(
                    before,
                    new EntryFault(at, fault.message() + "; did you mean \"" + near.get() + "\"?"));
        }
        return id;
    }

    static List<String> at(List<String> path, String... more) {
        return Stream.concat(path.stream(), Arrays.stream(more)).toList();
    }

    /// The rules under `approvals` of a workspace, or of the floor in an agent's configuration.
    public static List<ApprovalRule> approvals(Fields policy) {
        return items(policy, "approvals").stream().map(PolicyReader::approval).toList();
    }

    /// The guard under `prune_guard` of the floor in an agent's configuration; one that holds
    /// nothing when there is none.
    public static PruneGuard pruneGuard(Fields policy) {
        return PolicyReader.pruneGuard(policy).orElse(PruneGuard.NONE);
    }

    /// A duration as `90s`, `10m`, `1h` or `2d`.
    ///
    /// @throws IllegalArgumentException when it has another form
    public static Duration duration(String text) {
        Matcher matcher = DURATION.matcher(text.trim());
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "\""
                            + text
                            + "\" is no duration; write a number and a unit, such as 30s, 10m, 1h or 2d");
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    static List<Fields> items(Fields fields, String key) {
        return fields.get(key).stream()
                .flatMap(value ->
                        value instanceof Items(var items)
                                ? items.stream()
                                : List.<Value>of().stream())
                .filter(Fields.class::isInstance)
                .map(Fields.class::cast)
                .toList();
    }

    static List<String> texts(Fields fields, String key) {
        return fields.get(key).stream()
                .flatMap(value ->
                        value instanceof Items(var items)
                                ? items.stream()
                                : List.of(value).stream())
                .map(Value::display)
                .toList();
    }

    private static <T> Map<String, T> map(Fields fields, Function<Value, T> convert) {
        Map<String, T> result = new LinkedHashMap<>();
        fields.fields().forEach((key, value) -> result.put(key, convert.apply(value)));
        return result;
    }
}
