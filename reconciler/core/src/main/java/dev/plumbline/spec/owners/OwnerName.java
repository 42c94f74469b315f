package dev.plumbline.spec.owners;

import java.util.List;
import java.util.Optional;

/// An owner as CODEOWNERS files write it, in the form in which approval rules name people.
final class OwnerName {
    private OwnerName() {}

    /// `@carol` is `carol`, `@acme/leads` a team, `carol@example.com` a mail. Empty for anything
    /// else, such as the roles of GitLab (`@@maintainer`).
    static Optional<String> of(String written) {
        if (written.startsWith("@@") || written.equals("@")) {
            return Optional.empty();
        }
        if (written.startsWith("@")) {
            return Optional.of(written.contains("/") ? written : written.substring(1));
        }
        int at = written.indexOf('@');
        return at > 0 && at < written.length() - 1 ? Optional.of(written) : Optional.empty();
    }

    /// The owners among some words, each once.
    static List<String> all(List<String> words) {
        return words.stream().flatMap(word -> of(word).stream()).distinct().toList();
    }
}
