package dev.plumbline.local.endpoints;

import java.security.SecureRandom;
import java.util.Base64;

/// The two keys of an endpoint; either is accepted, so that callers can change over from one to the
/// other.
public record Keys(String primary, String secondary) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;

    static Keys random() {
        return new Keys(randomKey(), randomKey());
    }

    Keys withNewPrimary() {
        return new Keys(randomKey(), secondary);
    }

    Keys withNewSecondary() {
        return new Keys(primary, randomKey());
    }

    private static String randomKey() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /// Without the keys, which show in no log.
    @Override
    public String toString() {
        return "Keys[…]";
    }
}
