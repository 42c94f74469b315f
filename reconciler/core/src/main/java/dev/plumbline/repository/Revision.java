package dev.plumbline.repository;

import java.util.regex.Pattern;

/// A commit by its full id: 40 hexadecimal digits.
public record Revision(String commit) {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{40}");

    public Revision {
        if (!FORM.matcher(commit).matches()) {
            throw new IllegalArgumentException(
                    "\"" + commit + "\" is no full commit id; it must be 40 hex digits");
        }
    }

    /// The first seven digits, for people.
    public String shortForm() {
        return commit.substring(0, 7);
    }

    @Override
    public String toString() {
        return commit;
    }
}
