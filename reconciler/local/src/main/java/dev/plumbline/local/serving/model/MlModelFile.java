package dev.plumbline.local.serving.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What an MLflow model's `MLmodel` file says that scoring needs.
///
/// @param onnx the file of the ONNX flavour, as a path inside the model's folder
/// @param flavors the names of all flavours
/// @param columns the signature's input columns in order; empty when it has none or describes
///   tensors
record MlModelFile(Optional<String> onnx, List<String> flavors, List<String> columns) {
    static final String NAME = "MLmodel";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    MlModelFile {
        flavors = List.copyOf(flavors);
        columns = List.copyOf(columns);
    }

    static MlModelFile read(Path file) throws IOException {
        try {
            Object root =
                    new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
            Map<?, ?> flavors = mapping(mapping(root).get("flavors"));
            Optional<String> data =
                    Optional.ofNullable(mapping(flavors.get("onnx")).get("data"))
                            .map(Object::toString);
            List<String> names = flavors.keySet().stream().map(String::valueOf).toList();
            Object inputs = mapping(mapping(root).get("signature")).get("inputs");
            return new MlModelFile(
                    data, names, inputs == null ? List.of() : columns(inputs.toString()));
        } catch (YAMLException | JacksonException e) {
            throw new IOException(file + " is no valid MLmodel file: " + e.getMessage(), e);
        }
    }

    /// The signature's inputs are JSON inside the YAML: `[{"name": "a", "type": "double"}, …]`, or
    /// tensors, which have a `tensor-spec` and no columns.
    private static List<String> columns(String json) {
        List<String> names = new ArrayList<>();
        for (JsonNode input : JSON.readTree(json)) {
            if (input.has("tensor-spec") || !input.has("name")) {
                return List.of();
            }
            names.add(input.get("name").asString());
        }
        return names;
    }

    private static Map<?, ?> mapping(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }
}
