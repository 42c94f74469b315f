package dev.plumbline.local.artifacts;

import dev.plumbline.resource.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// The files of a folder in order of path. Its JSON is what the folder's digest is computed over.
record Manifest(List<Entry> entries) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Set<String> NO_NAMES = Set.of("", ".", "..");

    /// One file: its path below the folder, with `/` between the names.
    record Entry(String path, Digest digest, long bytes, boolean executable) {}

    Manifest {
        entries = List.copyOf(entries);
    }

    /// @throws IOException when a path leads out of the folder, stands twice, or is a file and a
    ///   folder at once
    static Manifest of(List<Entry> entries) throws IOException {
        Set<String> files = new HashSet<>();
        for (Entry entry : entries) {
            if (Arrays.stream(entry.path().split("/", -1)).anyMatch(NO_NAMES::contains)
                    || entry.path().indexOf('\0') >= 0) {
                throw new IOException(
                        "\"" + entry.path() + "\" is no path inside a folder; rename the file");
            }
            if (!files.add(entry.path())) {
                throw new IOException("\"" + entry.path() + "\" stands twice in a folder");
            }
        }
        for (String file : files) {
            for (int slash = file.indexOf('/'); slash > 0; slash = file.indexOf('/', slash + 1)) {
                if (files.contains(file.substring(0, slash))) {
                    throw new IOException(
                            "\"" + file.substring(0, slash) + "\" is a file and a folder at once");
                }
            }
        }
        return new Manifest(entries.stream().sorted(Comparator.comparing(Entry::path)).toList());
    }

    static Manifest read(byte[] json) throws IOException {
        try {
            return new Manifest(
                    JSON.readTree(json)
                            .valueStream()
                            .map(node ->
                                    new Entry(
                                            node.path("path").asString(),
                                            new Digest(node.path("digest").asString()),
                                            node.path("bytes").asLong(),
                                            node.path("executable").asBoolean()))
                            .toList());
        } catch (JacksonException | IllegalArgumentException e) {
            throw new IOException(
                    "the manifest of a folder in the artifact store is damaged: " + e.getMessage(),
                    e);
        }
    }

    byte[] json() {
        var array = JSON.createArrayNode();
        for (Entry entry : entries) {
            array.addObject()
                    .put("path", entry.path())
                    .put("digest", entry.digest().value())
                    .put("bytes", entry.bytes())
                    .put("executable", entry.executable());
        }
        return JSON.writeValueAsString(array).getBytes(StandardCharsets.UTF_8);
    }

    Digest digest() {
        return Digest.ofBytes(json());
    }

    long bytes() {
        return entries.stream().mapToLong(Entry::bytes).sum();
    }
}
