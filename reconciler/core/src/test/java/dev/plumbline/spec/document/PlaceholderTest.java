package dev.plumbline.spec.document;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is to be replaced by a person or a script.
class PlaceholderTest {
    @ParameterizedTest
    @CsvSource({
        "<ENDPOINT_NAME>, <ENDPOINT_NAME>",
        "/subscriptions/<sub id>/x, <sub id>",
        "/subscriptions/{sub-id}/x, {sub-id}",
        "$ENDPOINT, $ENDPOINT",
        "./${FOLDER}/a, ${FOLDER}",
    })
    void isFoundAnywhereInAText(String text, String placeholder) {
        assertThat(Placeholder.in(text)).contains(placeholder);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"${{inputs.a}}", "${{name}}", "$[[inputs.a]]", "a < b", "1 $", "$1", "a{}"})
    void isNoExpressionAndNoSign(String text) {
        assertThat(Placeholder.in(text)).isEmpty();
    }
}
