package dev.plumbline.webhooks.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ValidatorsTest {
    private static final URI WHERE = URI.create("https://forge.example.com/items");

    private final Validators validators = new Validators();

    private static Answer tagged(int size) {
        return answer(Map.of("ETag", List.of("\"a\"")), size);
    }

    private static Answer answer(Map<String, List<String>> headers, int size) {
        return new Answer(WHERE, HttpHeaders.of(headers, (_, _) -> true), new byte[size]);
    }

    @Test
    void anAnswerWithATagIsKept() {
        Answer answer = tagged(10);

        validators.put("a", answer);

        assertThat(validators.get("a")).containsSame(answer);
    }

    @Test
    void anAnswerWithoutOneReplacesWhatWasKept() {
        validators.put("a", tagged(10));

        validators.put("a", answer(Map.of(), 10));

        assertThat(validators.get("a")).isEmpty();
    }

    @Test
    void aLargeAnswerIsNotKept() {
        validators.put("a", tagged((256 << 10) + 1));

        assertThat(validators.get("a")).isEmpty();
    }

    @Test
    void theOneThatWasNotAskedForLongestGoes() {
        for (int i = 0; i < 500; i++) {
            validators.put("url" + i, tagged(1));
        }
        assertThat(validators.get("url0")).isPresent();

        validators.put("one more", tagged(1));

        assertThat(validators.get("url0")).isPresent();
        assertThat(validators.get("url1")).isEmpty();
    }
}
