package dev.plumbline.webhooks.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.webhooks.forge.Secret;
import dev.plumbline.webhooks.json.ForgeJson;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import tools.jackson.databind.JsonNode;

/// A key of 2048 bits, as GitHub makes for apps, in both forms of PEM.
final class TestingKey {
    private static final KeyPair PAIR = made();

    /// What PKCS#8 puts before a PKCS#1 key of this size.
    private static final int PKCS8_HEAD = 26;

    private TestingKey() {}

    private static KeyPair made() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static Secret pkcs8() {
        return pem("PRIVATE KEY", PAIR.getPrivate().getEncoded());
    }

    static Secret pkcs1() {
        byte[] pkcs8 = PAIR.getPrivate().getEncoded();
        return pem("RSA PRIVATE KEY", Arrays.copyOfRange(pkcs8, PKCS8_HEAD, pkcs8.length));
    }

    private static Secret pem(String name, byte[] content) {
        return new Secret(
                "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                        .formatted(
                                name,
                                Base64.getMimeEncoder(64, new byte[] {'\n'})
                                        .encodeToString(content),
                                name));
    }

    /// The claims of a JSON web token that this key signed by RS256.
    static JsonNode verified(String token) {
        String[] parts = token.split("\\.");
        assertThat(parts).hasSize(3);
        assertThat(json(parts[0]).path("alg").stringValue()).isEqualTo("RS256");
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initVerify(PAIR.getPublic());
            signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
            assertThat(signature.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
        return json(parts[1]);
    }

    private static JsonNode json(String part) {
        return ForgeJson.MAPPER.readTree(Base64.getUrlDecoder().decode(part));
    }
}
