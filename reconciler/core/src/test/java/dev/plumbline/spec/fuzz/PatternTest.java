package dev.plumbline.spec.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// No regular expression of the schemas takes long, or the whole stack, on a text made to make it.
@Tag("slow")
class PatternTest {
    private static final int SIZE = 100_000;

    static Stream<String> patterns() {
        return Samples.read().patterns().stream();
    }

    @ParameterizedTest
    @MethodSource("patterns")
    void noPatternIsSlowOnAHostileText(String pattern) {
        Pattern compiled = Pattern.compile(pattern);

        int tried =
                assertTimeoutPreemptively(
                        Duration.ofSeconds(20),
                        () -> {
                            int texts = 0;
                            for (String text : Hostile.attacks(pattern, SIZE)) {
                                boolean _ = compiled.matcher(text).find();
                                texts++;
                            }
                            return texts;
                        });

        assertThat(tried).isGreaterThan(50);
    }
}
