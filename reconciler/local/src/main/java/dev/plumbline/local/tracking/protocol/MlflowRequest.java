package dev.plumbline.local.tracking.protocol;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/// The parameters of a request: those of its path, its body, or its query where these have none.
///
/// @param path the parameters in its path
/// @param workspace the workspace that the client's address names, `repository/workspace`
public record MlflowRequest(
        Map<String, String> path,
        Map<String, List<String>> query,
        JsonNode body,
        Optional<String> workspace,
        Client client) {
    private static final int DEFAULT_PAGE = 1_000;
    private static final int LARGEST_PAGE = 50_000;

    public Optional<String> text(String name) {
        if (path.containsKey(name)) {
            return Optional.of(path.get(name));
        }
        JsonNode value = body.path(name);
        if (value.isValueNode() && !value.isNull()) {
            return Optional.of(value.asString());
        }
        if (value.isContainer()) {
            throw TrackingException.invalid(
                    "\"" + name + "\" is a list or an object; it must be a single value");
        }
        return query.getOrDefault(name, List.of()).stream().findFirst();
    }

    public String required(String name) {
        return text(name)
                .orElseThrow(() ->
                        TrackingException.invalid(
                                "\"" + name + "\" is missing; the request needs it"));
    }

    /// The id of a run, also under the name that older clients use.
    public String runId() {
        return text("run_id")
                .filter(id -> !id.isEmpty())
                .or(() -> text("run_uuid"))
                .orElseGet(() -> required("run_id"));
    }

    public OptionalLong number(String name) {
        return text(name)
                .map(text -> OptionalLong.of(parse(name, text)))
                .orElseGet(OptionalLong::empty);
    }

    /// A value of an enumeration, in any case.
    public <E extends Enum<E>> Optional<E> oneOf(String name, Class<E> type) {
        return text(name)
                .map(text -> {
                    for (E each : type.getEnumConstants()) {
                        if (each.name().equals(text.toUpperCase(Locale.ROOT))) {
                            return each;
                        }
                    }
                    throw TrackingException.invalid(
                            "\"%s\" is \"%s\"; it must be one of %s"
                                    .formatted(name, text, List.of(type.getEnumConstants())));
                });
    }

    /// A list of texts, from an array in the body or from a parameter that the query repeats.
    public List<String> texts(String name) {
        JsonNode value = body.path(name);
        return value.isMissingNode()
                ? query.getOrDefault(name, List.of())
                : items(name).stream().map(JsonNode::asString).toList();
    }

    /// The items of an array in the body; none when it is not there.
    public List<JsonNode> items(String name) {
        JsonNode value = body.path(name);
        if (!value.isMissingNode() && !value.isNull() && !value.isArray()) {
            throw TrackingException.invalid("\"" + name + "\" must be a list");
        }
        return value.valueStream().toList();
    }

    /// The items of an array, each as a request of its own.
    public <T> List<T> each(String name, Function<MlflowRequest, T> read) {
        return items(name).stream()
                .map(item ->
                        read.apply(new MlflowRequest(Map.of(), Map.of(), item, workspace, client)))
                .toList();
    }

    public List<KeyValue> pairs(String name) {
        return each(name, MlflowRequest::pair);
    }

    /// The tags of a list, none of which is Plumbline's own.
    public List<KeyValue> tags(String name) {
        return each(name, MlflowRequest::tag);
    }

    public KeyValue tag() {
        return Permission.tag(pair());
    }

    public KeyValue pair() {
        return new KeyValue(required("key"), text("value").orElse(""));
    }

    public Page.Window window() {
        return window(DEFAULT_PAGE, LARGEST_PAGE);
    }

    /// The page that is asked for.
    ///
    /// @param usual how many it holds when the client does not say
    public Page.Window window(int usual, int most) {
        long size = number("max_results").orElse(usual);
        if (size < 1 || size > most) {
            throw TrackingException.invalid(
                    "\"max_results\" is %d; it must be from 1 to %d".formatted(size, most));
        }
        Optional<String> token = text("page_token").filter(text -> !text.isEmpty());
        return new Page.Window((int) size, token.map(text -> parse("page_token", text)).orElse(0L));
    }

    public Optional<Boolean> flag(String name) {
        return text(name).map(Boolean::parseBoolean);
    }

    /// A double; the words NaN, Infinity and -Infinity too, as JSON has no numbers for them.
    public double value() {
        String text = required("value");
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException _) {
            throw TrackingException.invalid(
                    "the value of metric \"%s\" is \"%s\"; it must be a number"
                            .formatted(required("key"), text));
        }
    }

    private static long parse(String name, String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException _) {
            throw TrackingException.invalid(
                    "\"%s\" is \"%s\"; it must be an integer".formatted(name, text));
        }
    }
}
