package dev.plumbline.webhooks.github;

import dev.plumbline.webhooks.forge.Secret;
import dev.plumbline.webhooks.json.ForgeJson;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The private key of a GitHub App, with which it signs who it is: a JSON web token by RS256, of
/// the claims `iat` (a minute ago, for clocks that go wrong), `exp` (less than ten minutes ahead)
/// and `iss` (docs.github.com, "Generating a JSON Web Token (JWT) for a GitHub App").
final class AppKey {
    private static final Duration BACKDATED = Duration.ofSeconds(60);
    private static final Duration LIFETIME = Duration.ofMinutes(9);
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final Pattern PEM =
            Pattern.compile(
                    "-----BEGIN (RSA )?PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END (RSA )?PRIVATE KEY-----");

    /// Version 0 and the algorithm rsaEncryption with no parameters (RFC 5208, RFC 8017).
    private static final byte[] PKCS8_HEAD =
            HexFormat.of().parseHex("020100300d06092a864886f70d0101010500");

    private static final int SEQUENCE = 0x30;
    private static final int OCTETS = 0x04;

    private final String app;
    private final PrivateKey key;

    /// @throws IllegalArgumentException when the key cannot be read; the message holds none of it
    AppKey(String app, Secret pem) {
        this.app = app;
        this.key = read(pem);
    }

    /// Says who the app is, for some minutes from now.
    String token(Instant now) {
        String content =
                part(Map.of("alg", "RS256", "typ", "JWT"))
                        + "."
                        + part(
                                Map.of(
                                        "iat", now.minus(BACKDATED).getEpochSecond(),
                                        "exp", now.plus(LIFETIME).getEpochSecond(),
                                        "iss", app));
        return content + "." + BASE64.encodeToString(signed(content));
    }

    private static String part(Map<String, Object> claims) {
        return BASE64.encodeToString(ForgeJson.MAPPER.writeValueAsBytes(claims));
    }

    private byte[] signed(String content) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(content.getBytes(StandardCharsets.US_ASCII));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK cannot sign with RSA", e);
        }
    }

    private static PrivateKey read(Secret pem) {
        Matcher matcher = PEM.matcher(pem.reveal());
        if (!matcher.find()) {
            throw unreadable();
        }
        try {
            byte[] content = Base64.getMimeDecoder().decode(matcher.group(2));
            byte[] pkcs8 = matcher.group(1) == null ? content : wrapped(content);
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        } catch (GeneralSecurityException | IllegalArgumentException _) {
            // The cause may quote the key.
            throw unreadable();
        }
    }

    private static IllegalArgumentException unreadable() {
        return new IllegalArgumentException(
                "the private key of the GitHub App cannot be read; it must be the PEM file that GitHub gave (RSA, PKCS#1 or PKCS#8, no passphrase)");
    }

    /// A key of PKCS#1 as PKCS#8, which the JDK reads.
    private static byte[] wrapped(byte[] pkcs1) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.writeBytes(PKCS8_HEAD);
        content.writeBytes(element(OCTETS, pkcs1));
        return element(SEQUENCE, content.toByteArray());
    }

    /// An element of DER: its tag, its length in two bytes, its content.
    private static byte[] element(int tag, byte[] content) {
        ByteArrayOutputStream element = new ByteArrayOutputStream();
        element.write(tag);
        element.write(0x82);
        element.write(content.length >> 8);
        element.write(content.length);
        element.writeBytes(content);
        return element.toByteArray();
    }
}
