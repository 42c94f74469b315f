package dev.plumbline.agent.differential;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Every change of one value that the schema of a document suggests, one at a time.
final class Changes {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /// One of each type, and the empty ones.
    private static final Map<String, JsonNode> STRANGERS = strangers();

    private static final List<String> REFERENCES =
            List.of(
                    "azureml:name:1",
                    "azureml:name@latest",
                    "azureml:name@prod",
                    "azureml:name",
                    "azureml:",
                    "azureml:/subscriptions/s/resourceGroups/g/providers/Microsoft.MachineLearningServices/workspaces/w/environments/name/versions/1",
                    "azureml://registries/r/environments/name/versions/1",
                    "azureml://registries/r/models/name/labels/latest",
                    "azureml://datastores/d/paths/x",
                    "azureml://jobs/j/outputs/artifacts/paths/model",
                    "runs:/j/model",
                    "https://account.blob.core.windows.net/container/x",
                    "wasbs://container@account.blob.core.windows.net/x",
                    "git+https://example.org/team/code",
                    "./model",
                    "../src",
                    "file:./train.yml",
                    "./train.yml",
                    "serverless",
                    "local",
                    "name",
                    "name:1",
                    "${{parent.inputs.x}}");

    private final String kind;
    private final JsonNode document;
    private final List<Candidate> found = new ArrayList<>();

    private Changes(String kind, JsonNode document) {
        this.kind = kind;
        this.document = document;
    }

    static List<Candidate> of(String kind, JsonNode document) {
        Changes changes = new Changes(kind, document);
        changes.within(document, Grammar.of(kind), List.of(), List.of());
        return changes.found;
    }

    private static Map<String, JsonNode> strangers() {
        Map<String, JsonNode> strangers = new LinkedHashMap<>();
        strangers.put("null", NODES.nullNode());
        strangers.put("empty text", NODES.stringNode(""));
        strangers.put("text", NODES.stringNode("text"));
        strangers.put("blank text", NODES.stringNode("two words"));
        strangers.put("integer", NODES.numberNode(3));
        strangers.put("zero", NODES.numberNode(0));
        strangers.put("negative", NODES.numberNode(-1));
        strangers.put("fraction", NODES.numberNode(0.5));
        strangers.put("quoted integer", NODES.stringNode("3"));
        strangers.put("flag", NODES.booleanNode(true));
        strangers.put("quoted flag", NODES.stringNode("True"));
        strangers.put("empty list", NODES.arrayNode());
        strangers.put("list", NODES.arrayNode().add("text"));
        strangers.put("empty map", NODES.objectNode());
        strangers.put("map", NODES.objectNode().put("a", "text"));
        return strangers;
    }

    /// @param at the keys and positions that lead to the value
    /// @param path the same for people, with `*` for what authors choose
    private void within(JsonNode value, Grammar grammar, List<String> at, List<String> path) {
        if (value.isObject()) {
            mapping(value, grammar, at, path);
        } else if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                value(value.get(i), grammar.items(), with(at, "" + i), with(path, "*"));
            }
        }
    }

    private void mapping(JsonNode value, Grammar grammar, List<String> at, List<String> path) {
        value.properties()
                .forEach(entry -> {
                    String key = entry.getKey();
                    if (key.equals("$schema")) {
                        return;
                    }
                    boolean known = grammar.keys().contains(key);
                    Grammar inner = known ? grammar.property(key) : grammar.free();
                    List<String> innerPath = with(path, known ? key : "*");
                    add(with(at, key), innerPath, "without", null);
                    value(entry.getValue(), inner, with(at, key), innerPath);
                });
        add(with(at, "unknown_key"), path, "unknown key", NODES.numberNode(1));
        for (String key : grammar.keys()) {
            if (!value.has(key) && !key.equals("$schema")) {
                absent(grammar.property(key), with(at, key), with(path, key));
            }
        }
    }

    /// A key that is not there: given with a plausible value, and with those of other types.
    private void absent(Grammar grammar, List<String> at, List<String> path) {
        JsonNode sample = Samples.of(grammar, 0);
        add(at, path, "with " + sample, sample);
        each(grammar, at, path);
    }

    private void value(JsonNode value, Grammar grammar, List<String> at, List<String> path) {
        each(grammar, at, path);
        within(value, grammar, at, path);
    }

    private void each(Grammar grammar, List<String> at, List<String> path) {
        STRANGERS.forEach((name, stranger) -> add(at, path, name, stranger));
        for (JsonNode allowed : grammar.allowed()) {
            String word = allowed.asString();
            add(at, path, "word " + word, allowed);
            add(at, path, "capitals " + word, text(word.toUpperCase(Locale.ROOT)));
            add(at, path, "camel case " + word, text(camel(word)));
            add(at, path, "no word " + word + "x", text(word + "x"));
        }
        for (JsonNode example : grammar.examples()) {
            add(at, path, "example " + example, example);
        }
        for (long bound : grammar.bounds()) {
            for (long number : List.of(bound - 1, bound, bound + 1)) {
                add(at, path, "number " + number, NODES.numberNode(number));
            }
        }
        if (grammar.isReference()) {
            REFERENCES.forEach(form -> add(at, path, "reference " + form, text(form)));
        }
    }

    private static JsonNode text(String text) {
        return NODES.stringNode(text);
    }

    private static String camel(String word) {
        StringBuilder camel = new StringBuilder();
        for (String part : word.split("_")) {
            camel.append(
                    part.isEmpty()
                            ? part
                            : part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1));
        }
        return camel.toString();
    }

    private void add(List<String> at, List<String> path, String change, @Nullable JsonNode value) {
        JsonNode copy = document.deepCopy();
        JsonNode holder = copy;
        for (String step : at.subList(0, at.size() - 1)) {
            holder = holder.isArray() ? holder.get(Integer.parseInt(step)) : holder.get(step);
        }
        String last = at.getLast();
        switch (holder) {
            case ArrayNode list when value == null -> list.remove(Integer.parseInt(last));
            case ArrayNode list -> list.set(Integer.parseInt(last), value);
            case ObjectNode map when value == null -> map.remove(last);
            case ObjectNode map -> map.set(last, value);
            default -> throw new IllegalStateException("nothing is in " + holder);
        }
        if (!copy.equals(document)) {
            found.add(new Candidate(kind, path, change, copy, Optional.empty()));
        }
    }

    private static List<String> with(List<String> path, String step) {
        List<String> longer = new ArrayList<>(path);
        longer.add(step);
        return longer;
    }
}
