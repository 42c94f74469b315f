package dev.plumbline.local.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessLogTest {
    @TempDir Path directory;

    @Test
    void aRequestIsFoundByItsId() throws IOException {
        try (AccessLog log = new AccessLog(directory)) {
            log.add(record("one"));
            log.add(record("zwölf \"12\""));
        }

        assertThat(AccessLog.find(directory, "zwölf \"12\"")).contains(record("zwölf \"12\""));
    }

    @Test
    void anUnknownIdIsNotFound() throws IOException {
        assertThat(AccessLog.find(directory, "none")).isEqualTo(Optional.empty());
    }

    @Test
    void aLineThatAKilledProcessLeftUnfinishedSpoilsNoOther() throws IOException {
        Files.writeString(
                directory.resolve("access.jsonl"),
                "{\"requestId\":\"torn",
                StandardOpenOption.CREATE);
        try (AccessLog log = new AccessLog(directory)) {
            log.add(record("torn"));
        }

        assertThat(AccessLog.find(directory, "torn")).contains(record("torn"));
    }

    @Test
    void aFullFileIsRotatedAndStillSearched() throws IOException {
        for (String id : new String[] {"one", "two", "three"}) {
            try (AccessLog log = new AccessLog(directory, 10)) {
                log.add(record(id));
            }
        }

        assertThat(AccessLog.find(directory, "one")).contains(record("one"));
        assertThat(AccessLog.find(directory, "three")).contains(record("three"));
    }

    @Test
    void noMoreThanFourOlderFilesAreKept() throws IOException {
        for (int i = 0; i < 8; i++) {
            try (AccessLog log = new AccessLog(directory, 10)) {
                log.add(record("id" + i));
            }
        }

        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).hasSize(5);
        }
    }

    @Test
    void whatTheDiskRefusesIsCounted() throws IOException {
        Files.createDirectory(directory.resolve("access.jsonl"));
        AccessLog log = new AccessLog(directory);
        log.add(record("one"));
        log.close();

        assertThat(log.dropped()).isEqualTo(1);
    }

    private static AccessRecord record(String id) {
        return new AccessRecord(
                Instant.parse("2026-11-23T10:00:00Z"),
                id,
                "fraud",
                "blue",
                "v1:a",
                "fraud:3",
                200,
                1.5);
    }
}
