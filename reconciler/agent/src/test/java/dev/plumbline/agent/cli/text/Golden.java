package dev.plumbline.agent.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Texts compared with files under `src/test/resources`; `-Dplumbline.rewrite=true` writes them
/// anew.
final class Golden {
    private static final Path FOLDER =
            Path.of("src", "test", "resources", "dev", "plumbline", "agent", "cli", "text");

    private Golden() {}

    static void check(String name, String text) throws IOException {
        Path file = FOLDER.resolve(name);
        if (Boolean.getBoolean("plumbline.rewrite")) {
            Files.createDirectories(FOLDER);
            Files.writeString(file, text);
        }
        assertThat(text).isEqualTo(Files.readString(file));
    }
}
