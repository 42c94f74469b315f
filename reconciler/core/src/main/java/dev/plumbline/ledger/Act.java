package dev.plumbline.ledger;

import dev.plumbline.plan.Subject;
import dev.plumbline.repository.Revision;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What a person did about a workspace: an entry of its own, neither an intent nor a release.
///
/// @param by who
/// @param source the commit of the specs that they had before their eyes
/// @param comment why, in their words
public record Act(
        Kind kind, String by, Revision source, Optional<String> comment, List<Subject> subjects) {
    public Act {
        subjects = List.copyOf(subjects);
    }

    /// What people do.
    public enum Kind {
        /// Lets changes through.
        APPROVAL("approval", "approve"),
        /// Takes an approval back.
        REVOCATION("revocation", "revoke");

        private final String word;
        private final String verb;

        Kind(String word, String verb) {
            this.word = word;
            this.verb = verb;
        }

        /// The word in the trailer `Act`.
        public String word() {
            return word;
        }

        String verb() {
            return verb;
        }

        static Optional<Kind> ofWord(String word) {
            return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
        }
    }
}
