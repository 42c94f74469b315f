package dev.plumbline.local.jobs.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StepLogTest {
    @TempDir Path directory;

    @Test
    void theTellingLineOfATracebackIsTheError() throws IOException {
        StepLog log =
                log(
                        """
                        Traceback (most recent call last):
                          File "train.py", line 3, in <module>
                        sklearn.exceptions.NotFittedError: fit it first
                        cleaning up
                        """);

        assertThat(log.tellingLine()).contains("sklearn.exceptions.NotFittedError: fit it first");
    }

    @Test
    void withoutAnErrorTheLastLineTells() throws IOException {
        assertThat(log("one\ntwo\n\n").tellingLine()).contains("two");
        assertThat(log("").tellingLine()).isEmpty();
        assertThat(new StepLog(directory.resolve("none")).tellingLine()).isEmpty();
    }

    @Test
    void aLogStaysWithinItsLimitAndSaysSo() throws IOException {
        StepLog log = log("start\n" + "x".repeat(10_000));

        log.keepWithin(1000);

        assertThat(Files.size(log.file())).isLessThan(1000);
        assertThat(Files.readString(log.file())).startsWith("start").contains("left out");
    }

    @Test
    void aSmallLogIsLeftAlone() throws IOException {
        StepLog log = log("small");

        log.keepWithin(1000);

        assertThat(log.file()).hasContent("small");
    }

    private StepLog log(String text) throws IOException {
        return new StepLog(Files.writeString(directory.resolve("log.txt"), text));
    }
}
