package dev.plumbline.webhooks.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// It is 2026-03-02T10:00:00Z, which is 1772445600 seconds after 1970.
final class RateLimitTest {
    private final TestingClock clock = new TestingClock();
    private final RateLimit limit = new RateLimit(clock);

    private boolean heed(int status, String... headers) {
        Map<String, List<String>> named = new TreeMap<>();
        for (int i = 0; i < headers.length; i += 2) {
            named.put(headers[i], List.of(headers[i + 1]));
        }
        return limit.heed(status, HttpHeaders.of(named, (_, _) -> true));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "429 | Retry-After | 30                            | PT30S",
                "403 | Retry-After | 90                            | PT90S",
                "503 | Retry-After | 5                             | PT5S",
                "429 | Retry-After | Mon, 2 Mar 2026 10:02:00 GMT  | PT2M",
                "429 | Retry-After | Mon, 02 Mar 2026 10:02:00 GMT | PT2M",
                "429 | Retry-After | 86400                         | PT1H",
                "429 | Retry-After | Mon, 2 Mar 2026 09:59:00 GMT  | PT1M",
                "429 | Retry-After | soon                          | PT1M",
                "429 | Retry-After | 99999999999999999999          | PT1M",
                "429 | Server      | nothing is said               | PT1M"
            })
    void aRefusedCallIsNotMadeAgainBeforeTheForgeWantsIt(
            int status, String header, String value, Duration until) {
        assertThat(heed(status, header, value)).isTrue();

        assertThat(limit.until()).contains(clock.instant().plus(until));
    }

    @ParameterizedTest
    @CsvSource({"X-RateLimit-Remaining, X-RateLimit-Reset", "RateLimit-Remaining, RateLimit-Reset"})
    void nothingIsAskedBeforeTheLimitIsReset(String remaining, String reset) {
        assertThat(heed(403, remaining, "0", reset, "1772446500")).isTrue();

        assertThat(limit.until()).contains(clock.instant().plusSeconds(900));
    }

    @Test
    void anAnswerThatIsTheLastOfItsLimitIsNoRefusal() {
        assertThat(heed(200, "X-RateLimit-Remaining", "0", "X-RateLimit-Reset", "1772445660"))
                .isFalse();

        assertThat(limit.until()).contains(clock.instant().plusSeconds(60));
    }

    @Test
    void retryAfterCountsMoreThanTheReset() {
        heed(
                403,
                "Retry-After",
                "10",
                "X-RateLimit-Remaining",
                "0",
                "X-RateLimit-Reset",
                "1772446500");

        assertThat(limit.until()).contains(clock.instant().plusSeconds(10));
    }

    @Test
    void aLimitEnds() {
        heed(429, "Retry-After", "30");

        clock.advance(Duration.ofSeconds(30));

        assertThat(limit.until()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "200, X-RateLimit-Remaining, 4999",
        "403, X-RateLimit-Remaining, 4999",
        "503, Server, down",
        "404, Retry-After, 60"
    })
    void whatIsNoLimitStopsNothing(int status, String header, String value) {
        assertThat(heed(status, header, value)).isFalse();

        assertThat(limit.until()).isEmpty();
    }

    @Test
    void aResetThatIsPastStopsNothing() {
        heed(200, "X-RateLimit-Remaining", "0", "X-RateLimit-Reset", "1772445599");

        assertThat(limit.until()).isEmpty();
    }
}
