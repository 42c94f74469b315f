package dev.plumbline.gate;

import java.time.Instant;
import java.util.Optional;

/// Why a change is held.
///
/// @param reason what it waits for and who or what can release it
/// @param until when time alone releases it; empty when a person has to act
record Hold(String reason, Optional<Instant> until) {
    static Hold forAPerson(String reason) {
        return new Hold(reason, Optional.empty());
    }

    static Hold until(Instant moment, String reason) {
        return new Hold(reason, Optional.of(moment));
    }
}
