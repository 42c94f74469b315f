package dev.plumbline.schemas;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
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
    static final List<String> CONFIGURATIONS = List.of("plumbline", "promotion", "agent");

    static final String COMMON = "common";

    /// The kinds of spec: every schema there is, the ones that people meet first before the others.
    static final List<String> SPEC_KINDS = specKinds();

    private static final String BASE = "https://plumbline.dev/schemas/";
    private static final Map<String, JsonNode> FILES = new ConcurrentHashMap<>();
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(
                    SpecificationVersion.DRAFT_2020_12,
                    registry ->
                            registry.schemaRegistryConfig(
                                            // Each of a thousand parts would hold all it refers to.
                                            SchemaRegistryConfig.builder()
                                                    .preloadSchema(false)
                                                    .build())
                                    .schemaIdResolvers(ids ->
                                            ids.mapPrefix(
                                                    BASE, "classpath:dev/plumbline/schemas/")));

    private SchemaFiles() {}

    private static List<String> specKinds() {
        List<String> familiar =
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
        Stream<String> others =
                names().filter(name -> !familiar.contains(name))
                        .filter(name -> !CONFIGURATIONS.contains(name) && !name.equals(COMMON))
                        .sorted(String.CASE_INSENSITIVE_ORDER);
        return Stream.concat(familiar.stream(), others).toList();
    }

    private static Stream<String> names() {
        String suffix = ".schema.json";
        URL one = Objects.requireNonNull(SchemaFiles.class.getResource("common" + suffix));
        try (Stream<Path> files = Files.list(Path.of(one.toURI()).getParent())) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(suffix))
                    .map(file -> file.substring(0, file.length() - suffix.length()))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static String address(String name) {
        return BASE + name + ".schema.json";
    }

    /// The schema as it is written.
    static JsonNode read(String name) {
        return FILES.computeIfAbsent(name, SchemaFiles::load);
    }

    private static JsonNode load(String name) {
        try (InputStream in = SchemaFiles.class.getResourceAsStream(name + ".schema.json")) {
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
        String file = address.substring(BASE.length(), address.indexOf(".schema.json"));
        String pointer = address.contains("#") ? address.substring(address.indexOf('#') + 1) : "";
        return read(file).at(pointer);
    }

    static Schema metaschema() {
        return REGISTRY.getSchema(
                SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
    }
}
