package dev.plumbline.agent.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The launcher `plumb`, run by a real shell in a small repository of its own, whose `mvnw` and
/// `java` write down that they were called.
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "a POSIX shell script")
final class LauncherTest {
    private static final String BUILD =
            """
            #!/bin/sh
            echo built >> "$PWD/builds"
            [ ! -f "$PWD/broken" ] || { echo "cannot find symbol"; exit 1; }
            mkdir -p reconciler/agent/target/lib
            : > reconciler/agent/target/plumbline-agent-0.1.0.jar
            """;

    @TempDir private Path temporary;
    private Path root;
    private Path jdk;

    @BeforeEach
    void layOut() throws IOException {
        root = Files.createDirectories(temporary.toRealPath().resolve("a folder with blanks"));
        jdk = root.resolve("jdk 25");
        Path original = Path.of("").toAbsolutePath().resolve("../../plumb").normalize();
        script(root.resolve("plumb"), Files.readString(original));
        script(root.resolve("mvnw"), BUILD);
        script(jdk.resolve("bin/java"), "#!/bin/sh\nprintf '<%s>' \"$@\"\n");
        script(jdk.resolve("bin/javac"), "#!/bin/sh\n");
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"25.0.1\"\n");
        Files.writeString(root.resolve("pom.xml"), "<project/>");
        Files.createDirectories(root.resolve("reconciler/core"));
    }

    private static void script(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private record Ended(int exit, String out, String err) {}

    private Process start(Path launcher, Map<String, String> environment, String... arguments)
            throws IOException {
        var builder =
                new ProcessBuilder(
                        Stream.concat(Stream.of(launcher.toString()), Stream.of(arguments))
                                .toList());
        builder.directory(temporary.toFile());
        builder.environment().put("PLUMB_JAVA_HOME", jdk.toString());
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static Ended end(Process process) throws IOException, InterruptedException {
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), out, err);
    }

    private Ended plumb(String... arguments) throws IOException, InterruptedException {
        return end(start(root.resolve("plumb"), Map.of(), arguments));
    }

    private List<String> builds() throws IOException {
        return Files.readAllLines(root.resolve("builds"));
    }

    @Test
    void itBuildsOnceAndPassesTheArgumentsOn() throws Exception {
        Ended first = plumb("status", "--server", "two words");
        Ended second = plumb("status");

        assertThat(first.err()).isEqualTo("plumb: building Plumbline, once …\n");
        assertThat(first.out())
                .endsWith(
                        "<-jar><"
                                + root
                                + "/reconciler/agent/target/plumbline-agent-0.1.0.jar><status><--server><two words>");
        assertThat(second.err()).isEmpty();
        assertThat(builds()).hasSize(1);
    }

    @Test
    void itBuildsAgainWhenASourceIsNewer() throws Exception {
        plumb("status");
        Path source = Files.writeString(root.resolve("reconciler/core/A.java"), "class A {}");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(10)));

        plumb("status");

        assertThat(builds()).hasSize(2);
    }

    @Test
    void itWorksThroughASymbolicLink() throws Exception {
        Path link =
                Files.createSymbolicLink(
                        temporary.resolve("p"), Path.of("a folder with blanks", "plumb"));

        assertThat(end(start(link, Map.of(), "status")).exit()).isZero();
    }

    @Test
    void twoAtOnceBuildOnce() throws Exception {
        Process one = start(root.resolve("plumb"), Map.of(), "status");
        Process other = start(root.resolve("plumb"), Map.of(), "status");

        assertThat(end(one).exit()).isZero();
        assertThat(end(other).exit()).isZero();
        assertThat(builds()).hasSize(1);
        assertThat(root.resolve("target/plumb.lock")).doesNotExist();
    }

    @Test
    void theLockOfADeadBuildIsTakenOver() throws Exception {
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        Files.createDirectories(root.resolve("target/plumb.lock"));
        Files.writeString(root.resolve("target/plumb.lock/pid"), dead.pid() + "\n");

        assertThat(plumb("status").exit()).isZero();
    }

    @Test
    void aFailedBuildShowsItsEndAndWhereAllOfItIs() throws Exception {
        Files.writeString(root.resolve("broken"), "");

        Ended ended = plumb("status");

        assertThat(ended.exit()).isEqualTo(1);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err())
                .contains("cannot find symbol")
                .contains(root + "/target/plumb-build.log");
        assertThat(root.resolve("target/plumb.lock")).doesNotExist();
    }

    @Test
    void aJdkOfAnotherVersionIsRefused() throws Exception {
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"17.0.2\"\n");

        Ended ended = plumb("status");

        assertThat(ended.exit()).isEqualTo(1);
        assertThat(ended.err())
                .contains("PLUMB_JAVA_HOME is \"" + jdk + "\", which holds no JDK 25");
    }
}
