package dev.plumbline.agent.demo;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The example repository, which is packed into the agent's jar.
final class ExampleFiles {
    private static final String FOLDER = "/dev/plumbline/example-repo";

    private ExampleFiles() {}

    static void copyTo(Path target) throws IOException {
        URL marker = ExampleFiles.class.getResource(FOLDER + "/plumbline.yml");
        if (marker == null) {
            throw new IOException(
                    "the example repository is not in this build; build Plumbline again");
        }
        try {
            URI uri = marker.toURI();
            if (uri.getScheme().equals("jar")) {
                try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
                    copy(jar.getPath(FOLDER), target);
                }
            } else {
                copy(Path.of(uri).resolveSibling(""), target);
            }
        } catch (URISyntaxException e) {
            throw new IOException("the example repository cannot be found: " + e.getMessage(), e);
        }
    }

    private static void copy(Path source, Path target) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(source)) {
            files = walk.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            Path copy = target.resolve(source.relativize(file).toString());
            Files.createDirectories(copy.getParent());
            try (InputStream in = Files.newInputStream(file)) {
                Files.copy(in, copy);
            }
        }
    }
}
