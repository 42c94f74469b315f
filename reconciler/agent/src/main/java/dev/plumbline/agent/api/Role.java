package dev.plumbline.agent.api;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What a token may do; each may do what those before it may.
public enum Role {
    /// Reads.
    VIEWER,
    /// Syncs, runs and stops jobs, reads keys and logs.
    OPERATOR,
    /// Approves.
    APPROVER,
    ADMIN;

    public boolean covers(Role needed) {
        return compareTo(needed) >= 0;
    }

    /// The word in the configuration.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Role> ofWord(String word) {
        return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
    }
}
