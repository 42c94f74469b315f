package dev.plumbline.ledger;

import dev.plumbline.plan.Subject;
import dev.plumbline.plan.Suspension;
import dev.plumbline.plan.Undo;
import dev.plumbline.repository.Revision;
import dev.plumbline.resource.ResourceId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What a person did about a workspace: an entry of its own, neither an intent nor a release.
///
/// @param by who
/// @param source the commit of the specs that they had before their eyes
/// @param comment why, in their words
/// @param subjects the changes that they approved, or approve no more
/// @param suspensions what they suspended, or resumed
/// @param undos what they put back, or what is put back no more
public record Act(
        Kind kind,
        String by,
        Revision source,
        Optional<String> comment,
        List<Subject> subjects,
        List<Suspension> suspensions,
        List<Undo> undos) {
    public Act {
        subjects = List.copyOf(subjects);
        suspensions = List.copyOf(suspensions);
        undos = List.copyOf(undos);
    }

    /// An act about changes that wait for approvals.
    public static Act about(
            Kind kind,
            String by,
            Revision source,
            Optional<String> comment,
            List<Subject> subjects) {
        return new Act(kind, by, source, comment, subjects, List.of(), List.of());
    }

    /// The resources that it is about.
    public List<ResourceId> ids() {
        return Stream.of(
                        subjects.stream().map(Subject::id),
                        suspensions.stream().map(Suspension::id),
                        undos.stream().map(Undo::endpoint),
                        undos.stream().flatMap(undo -> undo.restores().stream()).map(Subject::id))
                .flatMap(ids -> ids)
                .distinct()
                .toList();
    }

    /// What people do.
    public enum Kind {
        /// Lets changes through.
        APPROVAL("approval", "approve"),
        /// Takes an approval back.
        REVOCATION("revocation", "revoke"),
        /// Leaves edits of a resource on the platform alone for a while.
        SUSPENSION("suspension", "suspend"),
        /// Ends a suspension, or what an undo holds.
        RESUMPTION("resumption", "resume"),
        /// Puts an endpoint back to an earlier release, and leaves edits of it alone for a while.
        UNDO("undo", "undo");

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

        /// Whether what it is about stands afterwards.
        boolean establishes() {
            return switch (this) {
                case APPROVAL, SUSPENSION, UNDO -> true;
                case REVOCATION, RESUMPTION -> false;
            };
        }

        static Optional<Kind> ofWord(String word) {
            return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
        }
    }
}
