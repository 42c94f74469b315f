package dev.plumbline.agent.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The whole repository is kept in order: what people forget to look at, this looks at.
final class TidyTest {
    private static final int MOST_LINES = 350;

    /// Split, so that this file does not find itself.
    private static final Pattern STRAY =
            Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X|HA" + "CK)\\b");

    private static final Pattern MACHINE_PATH =
            Pattern.compile("(?<![\\w.$}*-])/(wo" + "rk|ro" + "ot|ho" + "me)/");

    private static List<SourceFile> files = List.of();

    @BeforeAll
    static void read() throws IOException {
        files = SourceFile.ofRepository();
    }

    private static Stream<String> lines(Predicate<SourceFile> which, Predicate<String> offends) {
        return files.stream().filter(which).flatMap(file -> file.places(offends));
    }

    @Test
    void theRepositoryIsRead() {
        assertThat(files).extracting(SourceFile::path).contains("pom.xml", "plumb", "README.md");
    }

    @Test
    void noJavaFileIsLong() {
        assertThat(
                        files.stream()
                                .filter(SourceFile::isJava)
                                .filter(file -> file.lines().size() > MOST_LINES))
                .extracting(SourceFile::path)
                .isEmpty();
    }

    @Test
    void noFileIsEmpty() {
        assertThat(files.stream().filter(file -> file.lines().isEmpty()))
                .extracting(SourceFile::path)
                .isEmpty();
    }

    @Test
    void noWorkIsLeftAsAWordInAFile() {
        assertThat(lines(_ -> true, line -> STRAY.matcher(line).find())).isEmpty();
    }

    @Test
    void noFileNamesSomeonesMachine() {
        assertThat(lines(_ -> true, line -> MACHINE_PATH.matcher(line).find())).isEmpty();
    }

    @Test
    void noLineEndsInBlanks() {
        assertThat(lines(_ -> true, line -> !line.equals(line.stripTrailing()))).isEmpty();
    }

    @Test
    void javaIsIndentedWithBlanks() {
        assertThat(lines(SourceFile::isJava, line -> line.indexOf('\t') >= 0)).isEmpty();
    }

    @Test
    void everyPackageSaysWhatItIs() {
        List<String> described =
                files.stream()
                        .filter(file -> file.path().endsWith("/package-info.java"))
                        .map(SourceFile::folder)
                        .toList();

        assertThat(files.stream().filter(SourceFile::isJava).map(SourceFile::folder))
                .filteredOn(folder -> folder.contains("src/main/java"))
                .allMatch(described::contains);
    }
}
