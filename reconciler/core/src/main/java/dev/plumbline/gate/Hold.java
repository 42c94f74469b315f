package dev.plumbline.gate;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Why a change is held.
///
/// @param gate what holds it
/// @param reason what it waits for and who or what can release it
/// @param until when time alone releases it; empty when a person has to act
/// @param from the people and `@teams` of whom some can release it; empty for anyone
/// @param command what releases it; empty when no command does
public record Hold(
        Gate gate,
        String reason,
        Optional<Instant> until,
        List<String> from,
        Optional<String> command) {
    public Hold {
        from = List.copyOf(from);
    }

    /// What holds changes.
    public enum Gate {
        /// There is no `plumbline.yml`.
        UNDECLARED("undeclared"),
        /// The workspace has no policy in force.
        POLICY("policy"),
        /// The commit is not signed by a key that the agent trusts.
        SIGNATURE("signature"),
        MANUAL_SYNC("manual_sync"),
        PRUNE("prune"),
        PRUNE_GUARD("prune_guard"),
        /// A removed deployment is kept for an undo.
        WARM("warm"),
        UNDO("undo"),
        SELF_HEAL("self_heal"),
        SUSPENSION("suspension"),
        APPROVAL("approval"),
        FREEZE("freeze"),
        WINDOW("window"),
        GRACE_PERIOD("grace_period");

        private final String word;

        Gate(String word) {
            this.word = word;
        }

        /// The word in every output.
        public String word() {
            return word;
        }
    }

    public static Hold forAPerson(Gate gate, String reason) {
        return new Hold(gate, reason, Optional.empty(), List.of(), Optional.empty());
    }

    static Hold until(Gate gate, Instant moment, String reason) {
        return new Hold(gate, reason, Optional.of(moment), List.of(), Optional.empty());
    }

    /// The same, released by a command.
    Hold by(String releasing) {
        return new Hold(gate, reason, until, from, Optional.of(releasing));
    }

    /// Whether `plumb approve` takes part in releasing it.
    public boolean takesApproval() {
        return gate == Gate.APPROVAL || gate == Gate.PRUNE_GUARD;
    }

    /// Whether an approval that names the resource takes part in releasing it; what time releases
    /// too is not among what waits for approvals.
    public boolean heedsApproval() {
        return takesApproval() || gate == Gate.WARM;
    }
}
