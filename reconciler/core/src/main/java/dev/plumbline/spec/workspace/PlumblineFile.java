package dev.plumbline.spec.workspace;

import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Fields;
import dev.plumbline.resource.Value.Items;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the workspaces of a `plumbline.yml` that its schema has found good.
public final class PlumblineFile {
    public static final String PATH = "plumbline.yml";

    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");

    private PlumblineFile() {}

    /// @throws IllegalArgumentException when a value has a form that the schema does not check; the
    ///   message is for users
    public static List<WorkspaceConfig> workspaces(Fields document) {
        List<WorkspaceConfig> workspaces =
                items(document, "workspaces").stream().map(PlumblineFile::workspace).toList();
        Set<String> names = new HashSet<>();
        for (WorkspaceConfig workspace : workspaces) {
            if (!names.add(workspace.name())) {
                throw new IllegalArgumentException(
                        "the workspace \""
                                + workspace.name()
                                + "\" is declared twice; give one of them another name");
            }
        }
        return workspaces;
    }

    private static WorkspaceConfig workspace(Fields workspace) {
        Fields sync = workspace.fields("sync");
        List<Glob> include = texts(workspace, "include").stream().map(Glob::of).toList();
        return new WorkspaceConfig(
                workspace.text("name").orElseThrow(),
                true,
                workspace.text("platform").orElse("local"),
                include.isEmpty() ? List.of(Glob.of("**")) : include,
                texts(workspace, "exclude").stream().map(Glob::of).toList(),
                items(workspace, "set").stream().map(PlumblineFile::override).toList(),
                map(workspace.fields("tokens"), Value::display),
                new SyncPolicy(
                        flag(sync, "automated"),
                        flag(sync, "prune"),
                        flag(sync, "self_heal"),
                        sync.text("grace_period")
                                .map(PlumblineFile::duration)
                                .orElse(SyncPolicy.DEFAULT.gracePeriod())),
                approvals(workspace));
    }

    private static SpecOverride override(Fields set) {
        return new SpecOverride(
                texts(set, "files").stream().map(Glob::of).toList(),
                set.text("resource").map(ResourceId::parse),
                map(set.fields("values"), Function.identity()));
    }

    /// The rules under `approvals` of a workspace, or of the floor in an agent's configuration.
    public static List<ApprovalRule> approvals(Fields policy) {
        return items(policy, "approvals").stream().map(PlumblineFile::approval).toList();
    }

    private static ApprovalRule approval(Fields rule) {
        return new ApprovalRule(
                texts(rule, "resources").stream().map(Glob::of).toList(),
                rule.text("required").map(PlumblineFile::number).orElse(1),
                texts(rule, "from"));
    }

    private static int number(String required) {
        try {
            return Integer.parseInt(required);
        } catch (NumberFormatException _) {
            throw new IllegalArgumentException(
                    "approvals.required is " + required + "; it must be a smaller number");
        }
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

    private static boolean flag(Fields fields, String key) {
        return !(fields.get(key).orElse(Value.Null.NULL) instanceof Value.Bool(var value)) || value;
    }

    private static List<Fields> items(Fields fields, String key) {
        return fields.get(key).stream()
                .flatMap(value ->
                        value instanceof Items(var items)
                                ? items.stream()
                                : List.<Value>of().stream())
                .filter(Fields.class::isInstance)
                .map(Fields.class::cast)
                .toList();
    }

    private static List<String> texts(Fields fields, String key) {
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
