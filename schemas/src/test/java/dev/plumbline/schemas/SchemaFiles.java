package dev.plumbline.schemas;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The schemas as the reconciler finds them: on the class path, under the addresses that their
/// `$id`s give.
final class SchemaFiles {
    /// Plumbline's own files, whose fields have no class because they are not resources.
    static final List<String> CONFIGURATIONS = List.of("plumbline", "agent");

    static final String COMMON = "common";

    private static final String ENDING = ".schema.json";

    /// The kinds that most people meet first, in the order in which they do.
    private static final List<String> FIRST =
            List.of(
                    "model",
                    "data",
                    "environment",
                    "commandComponent",
                    "commandJob",
                    "pipelineJob",
                    "managedOnlineEndpoint",
                    "kubernetesOnlineEndpoint",
                    "managedOnlineDeployment",
                    "kubernetesOnlineDeployment");

    /// The kinds of spec: every schema in the module's folder that is no configuration and is not
    /// shared, [#FIRST] first and the others by name.
    static final List<String> SPEC_KINDS = specKinds();

    private static final String BASE = "https://plumbline.dev/schemas/";
    private static final Map<String, JsonNode> FILES = new ConcurrentHashMap<>();
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(
                    SpecificationVersion.DRAFT_2020_12,
                    registry ->
                            registry.schemaIdResolvers(ids ->
                                    ids.mapPrefix(BASE, "classpath:dev/plumbline/schemas/")));

    private SchemaFiles() {}

    private static List<String> specKinds() {
        try (Stream<Path> files = Files.list(Path.of(""))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(ENDING))
                    .map(file -> file.substring(0, file.length() - ENDING.length()))
                    .filter(name -> !name.equals(COMMON) && !CONFIGURATIONS.contains(name))
                    .sorted(Comparator.comparingInt(SchemaFiles::place).thenComparing(name -> name))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int place(String name) {
        int place = FIRST.indexOf(name);
        return place < 0 ? FIRST.size() : place;
    }

    static String address(String name) {
        return BASE + name + ENDING;
    }

    /// The schema as it is written.
    static JsonNode read(String name) {
        return FILES.computeIfAbsent(name, SchemaFiles::load);
    }

    private static JsonNode load(String name) {
        try (InputStream in = SchemaFiles.class.getResourceAsStream(name + ENDING)) {
            return JSON.readTree(
                    Objects.requireNonNull(in, () -> name + " is not on the class path"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The schema as a validator, or the part of it that a pointer names.
    static Schema validator(String name, String pointer) {
        return REGISTRY.getSchema(SchemaLocation.of(address(name) + "#" + pointer));
    }

    /// The schema at an absolute address such as
    /// `https://plumbline.dev/schemas/common.schema.json#/$defs/name`.
    static JsonNode at(String address) {
        String file = address.substring(BASE.length(), address.indexOf(ENDING));
        String pointer = address.contains("#") ? address.substring(address.indexOf('#') + 1) : "";
        return read(file).at(pointer);
    }

    static Schema metaschema() {
        return REGISTRY.getSchema(
                SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
    }
}
