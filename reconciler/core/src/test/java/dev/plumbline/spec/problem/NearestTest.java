package dev.plumbline.spec.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NearestTest {
    private static final List<String> KNOWN = List.of("name", "description", "instance_count");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "descripton",
                "descriptionn",
                "desXription",
                "edscription",
                "DESCRIPTION",
                "descrption",
            })
    void aSlipOfTheFingersIsFound(String word) {
        assertThat(Nearest.to(word, KNOWN)).contains("description");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "zeppelin", "instances", "descr"})
    void aWordTooFarAwayIsNoSuggestion(String word) {
        assertThat(Nearest.to(word, KNOWN)).isEmpty();
    }

    @Test
    void aSwapOfNeighboursCountsOnce() {
        assertThat(Nearest.to("nmae", KNOWN)).contains("name");
        assertThat(Nearest.to("enma", KNOWN)).isEmpty();
    }

    @Test
    void ofTwoAsNearTheFirstInTheAlphabetIsTaken() {
        assertThat(Nearest.to("cat", List.of("rat", "bat"))).contains("bat");
    }
}
