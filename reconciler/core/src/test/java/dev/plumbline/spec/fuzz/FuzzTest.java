package dev.plumbline.spec.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever a file holds, loading the tree around it ends, soon, in a verdict and leaves nothing
/// behind. A seed that fails is named with the command that tries it alone:
/// `-Dplumbline.fuzz.seed=N`; `-Dplumbline.fuzz.documents=N` tries so many.
@Tag("slow")
class FuzzTest {
    private static final long FIRST_SEED = 20261123;
    private static final int DOCUMENTS = Integer.getInteger("plumbline.fuzz.documents", 100_000);

    /// Classes, schemas and the caches of two loaders fit in; a kilobyte kept of each document
    /// would not.
    private static final String HEAP = "-Xmx192m";

    @TempDir private Path temp;

    @Test
    void everyDocumentEndsInAVerdict() throws IOException, InterruptedException {
        Optional<Long> only = Optional.ofNullable(Long.getLong("plumbline.fuzz.seed"));
        long first = only.orElse(FIRST_SEED);
        int count = only.isPresent() ? 1 : DOCUMENTS;
        Path output = temp.resolve("output.txt");
        Process run =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                HEAP,
                                "-XX:+UseSerialGC",
                                "-cp",
                                System.getProperty("java.class.path"),
                                FuzzRun.class.getName(),
                                Long.toString(first),
                                Long.toString(first + count))
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        int exit = run.waitFor();
        String said = Files.readString(output, UTF_8);
        assertThat(exit).as(said).isZero();
        assertThat(said).contains(count + " documents: ");
        System.out.print(said);
    }
}
