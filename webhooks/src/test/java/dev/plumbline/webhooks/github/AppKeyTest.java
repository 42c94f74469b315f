package dev.plumbline.webhooks.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.webhooks.forge.Secret;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

final class AppKeyTest {
    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");

    static Stream<Secret> keys() {
        return Stream.of(TestingKey.pkcs1(), TestingKey.pkcs8());
    }

    @ParameterizedTest
    @MethodSource("keys")
    void aTokenSaysWhoTheAppIsForLessThanTenMinutes(Secret key) {
        JsonNode claims = TestingKey.verified(new AppKey("Iv23acme", key).token(NOW));

        assertThat(claims.path("iss").stringValue()).isEqualTo("Iv23acme");
        assertThat(claims.path("iat").longValue()).isEqualTo(NOW.getEpochSecond() - 60);
        assertThat(claims.path("exp").longValue()).isEqualTo(NOW.getEpochSecond() + 540);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ghp_n0pem",
                "-----BEGIN RSA PRIVATE KEY-----\nbjBwZW0=\n-----END RSA PRIVATE KEY-----",
                "-----BEGIN PRIVATE KEY-----\nbjBwZW0=\n-----END PRIVATE KEY-----",
                "-----BEGIN PRIVATE KEY-----\nbjBwZW0\n-----END PRIVATE KEY-----",
                "-----BEGIN ENCRYPTED PRIVATE KEY-----\nbjBwZW0=\n-----END ENCRYPTED PRIVATE KEY-----"
            })
    void aKeyThatCannotBeReadIsSaidWithoutShowingIt(String pem) {
        assertThatThrownBy(() -> new AppKey("7001", new Secret(pem)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("private key of the GitHub App cannot be read")
                .hasMessageNotContaining("bjBwZW0")
                .hasMessageNotContaining("n0pem")
                .hasNoCause();
    }

    @Test
    void aKeyIsShownNowhere() {
        var app = new GithubCredential.App("7001", OptionalLong.empty(), TestingKey.pkcs8());

        assertThat(app.toString()).doesNotContain("BEGIN");
    }
}
