package dev.plumbline.agent.model;

import dev.plumbline.resource.Kind;
import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Fields;
import dev.plumbline.resource.Value.Items;
import java.util.Map;
import java.util.TreeMap;

/// What a job's effective spec takes in: data, code and environments, by where each stands there.
final class Ingredients {
    private final Map<String, String> data = new TreeMap<>();
    private final Map<String, String> code = new TreeMap<>();
    private final Map<String, String> environments = new TreeMap<>();

    static Ingredients of(Fields spec) {
        Ingredients found = new Ingredients();
        found.take("", spec);
        return found;
    }

    private void take(String at, Value value) {
        switch (value) {
            case Fields fields ->
                    fields.fields()
                            .forEach((key, nested) ->
                                    take(at.isEmpty() ? key : at + "." + key, nested));
            case Items(var items) -> {
                for (int i = 0; i < items.size(); i++) {
                    take(at + "[" + i + "]", items.get(i));
                }
            }
            case Value.Resolved(var asset, _) ->
                    (asset.id().kind() == Kind.ENVIRONMENT ? environments : data)
                            .put(at, asset.toString());
            case Value.Content(var path, var digest, _) ->
                    (at.endsWith("code") ? code : data).put(at, path + "@" + digest.shortForm());
            case Value.Reference(var text, var target, _) ->
                    (target.kind() == Kind.ENVIRONMENT ? environments : data).put(at, text);
            case Value.Text _, Value.Bool _, Value.Num _, Value.Null _, Value.Unknown _ -> {}
        }
    }

    Map<String, String> data() {
        return data;
    }

    Map<String, String> code() {
        return code;
    }

    Map<String, String> environments() {
        return environments;
    }
}
