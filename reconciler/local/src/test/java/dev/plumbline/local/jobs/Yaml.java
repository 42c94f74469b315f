package dev.plumbline.local.jobs;

import dev.plumbline.resource.Kind;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Value;
import dev.plumbline.resource.VersionedId;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/// Effective specs, written as YAML: `azureml:name:version` stands for a resolved reference (an
/// environment under that key, data elsewhere), `repo:path` for files of the repository.
public final class Yaml {
    private final Function<String, Value.Content> contents;

    private Yaml(Function<String, Value.Content> contents) {
        this.contents = contents;
    }

    public static Value.Fields read(String yaml, Function<String, Value.Content> contents) {
        Object loaded =
                new org.yaml.snakeyaml.Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
        return (Value.Fields) new Yaml(contents).value("", loaded);
    }

    private Value value(String key, @Nullable Object loaded) {
        return switch (loaded) {
            case null -> Value.Null.NULL;
            case Boolean bool -> new Value.Bool(bool);
            case Number number -> new Value.Num(new BigDecimal(number.toString()));
            case Map<?, ?> map -> {
                Map<String, Value> fields = new LinkedHashMap<>();
                map.forEach(
                        (name, item) -> fields.put(name.toString(), value(name.toString(), item)));
                yield new Value.Fields(fields);
            }
            case List<?> list -> {
                List<Value> items = new ArrayList<>();
                list.forEach(item -> items.add(value(key, item)));
                yield new Value.Items(items);
            }
            default -> text(key, loaded.toString());
        };
    }

    private Value text(String key, String text) {
        if (text.matches("azureml:\\w+:\\w+")) {
            String[] parts = text.split(":");
            Kind kind = key.equals("environment") ? Kind.ENVIRONMENT : Kind.DATA;
            return new Value.Resolved(
                    new VersionedId(new ResourceId(kind, parts[1]), parts[2]), Optional.empty());
        }
        return text.startsWith("repo:")
                ? contents.apply(text.substring("repo:".length()))
                : Value.text(text);
    }
}
