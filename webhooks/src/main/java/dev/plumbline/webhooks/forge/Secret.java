package dev.plumbline.webhooks.forge;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/// A text that is shown nowhere.
public final class Secret {
    private final String value;

    /// @throws IllegalArgumentException when it is blank: whoever can guess a secret has none
    public Secret(String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException("a secret is blank");
        }
        this.value = value;
    }

    public String reveal() {
        return value;
    }

    public byte[] bytes() {
        return value.getBytes(StandardCharsets.UTF_8);
    }

    /// Whether a text is this one; takes as long whatever the text is, save for its length.
    public boolean matches(String text) {
        return MessageDigest.isEqual(bytes(), text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "(secret)";
    }
}
