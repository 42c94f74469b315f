package dev.plumbline.agent.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TokenFileTest {
    @TempDir private Path data;

    @Test
    void theTokenIsMadeOnceAndReadableByItsOwnerAlone() throws IOException {
        String token = TokenFile.ensure(data);

        assertThat(TokenFile.ensure(data)).isEqualTo(token);
        assertThat(TokenFile.read(data)).hasValue(token);
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(data.resolve("token"))))
                .isEqualTo("rw-------");
        assertThat(data)
                .isDirectoryContaining("glob:**token")
                .isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void aTokenThatOthersCouldReadIsClosedToThem() throws IOException {
        String token = TokenFile.ensure(data);
        Files.setPosixFilePermissions(
                data.resolve("token"), PosixFilePermissions.fromString("rw-r--r--"));

        assertThat(TokenFile.ensure(data)).isEqualTo(token);
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(data.resolve("token"))))
                .isEqualTo("rw-------");
    }

    @Test
    void anotherFilesContentIsNeverAToken() throws IOException {
        Files.writeString(data.resolve("token"), "eyJhbGciOiJSUzI1NiJ9.someone-elses");

        assertThat(TokenFile.read(data)).isEmpty();
    }

    @Test
    void aFileCutOffByACrashIsReplaced() throws IOException {
        Files.writeString(data.resolve("token"), "");

        assertThat(TokenFile.ensure(data)).isEqualTo(TokenFile.read(data).orElseThrow());
    }
}
