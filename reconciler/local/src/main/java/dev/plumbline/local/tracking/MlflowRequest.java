package dev.plumbline.local.tracking;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/// The parameters of a request: those of its body, or of its query where the body has none.
record MlflowRequest(Map<String, List<String>> query, JsonNode body) {
    private static final int DEFAULT_PAGE = 1_000;
    private static final int LARGEST_PAGE = 50_000;

    Optional<String> text(String name) {
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

    String required(String name) {
        return text(name)
                .orElseThrow(() ->
                        TrackingException.invalid(
                                "\"" + name + "\" is missing; the request needs it"));
    }

    /// The id of a run, also under the name that older clients use.
    String runId() {
        return text("run_id")
                .filter(id -> !id.isEmpty())
                .or(() -> text("run_uuid"))
                .orElseGet(() -> required("run_id"));
    }

    OptionalLong number(String name) {
        return text(name)
                .map(text -> OptionalLong.of(parse(name, text)))
                .orElseGet(OptionalLong::empty);
    }

    /// A value of an enumeration, in any case.
    <E extends Enum<E>> Optional<E> oneOf(String name, Class<E> type) {
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
    List<String> texts(String name) {
        JsonNode value = body.path(name);
        return value.isMissingNode()
                ? query.getOrDefault(name, List.of())
                : items(name).stream().map(JsonNode::asString).toList();
    }

    /// The items of an array in the body; none when it is not there.
    List<JsonNode> items(String name) {
        JsonNode value = body.path(name);
        if (!value.isMissingNode() && !value.isNull() && !value.isArray()) {
            throw TrackingException.invalid("\"" + name + "\" must be a list");
        }
        return value.valueStream().toList();
    }

    /// The items of an array, each as a request of its own.
    <T> List<T> each(String name, Function<MlflowRequest, T> read) {
        return items(name).stream()
                .map(item -> read.apply(new MlflowRequest(Map.of(), item)))
                .toList();
    }

    List<KeyValue> pairs(String name) {
        return each(name, MlflowRequest::pair);
    }

    KeyValue pair() {
        return new KeyValue(required("key"), text("value").orElse(""));
    }

    /// One point of a metric, with the moment and the step that clients may leave out.
    Metric metric(long now) {
        return new Metric(
                required("key"),
                value(),
                number("timestamp").orElse(now),
                number("step").orElse(0));
    }

    Page.Window window() {
        long size = number("max_results").orElse(DEFAULT_PAGE);
        if (size < 1 || size > LARGEST_PAGE) {
            throw TrackingException.invalid(
                    "\"max_results\" is %d; it must be from 1 to %d".formatted(size, LARGEST_PAGE));
        }
        Optional<String> token = text("page_token").filter(text -> !text.isEmpty());
        return new Page.Window((int) size, token.map(text -> parse("page_token", text)).orElse(0L));
    }

    /// A double; the words NaN, Infinity and -Infinity too, as JSON has no numbers for them.
    private double value() {
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
