package dev.plumbline.spec.yaml;

import dev.plumbline.spec.problem.Position;

/// A file that cannot be read as YAML; the message is for users.
public final class YamlException extends Exception {
    private final Position position;
    private final String code;

    YamlException(Position position, String code, String message) {
        super(message);
        this.position = position;
        this.code = code;
    }

    public Position position() {
        return position;
    }

    /// `yaml` for syntax and bounds, `duplicate-key` for a key that stands twice.
    public String code() {
        return code;
    }
}
