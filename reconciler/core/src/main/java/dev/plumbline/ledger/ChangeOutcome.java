package dev.plumbline.ledger;

import java.util.Optional;

/// What came of a change.
public sealed interface ChangeOutcome {
    /// The platform holds what was wanted.
    ///
    /// @param version which an asset got
    record Applied(Optional<String> version) implements ChangeOutcome {}

    /// A person has to act first.
    record Stalled(String reason) implements ChangeOutcome {}

    /// It did not come about.
    record Failed(String cause) implements ChangeOutcome {}

    /// Something else was wanted before it came about.
    record Superseded() implements ChangeOutcome {}

    /// Applied where no version is given.
    static ChangeOutcome applied() {
        return new Applied(Optional.empty());
    }

    /// The word for it, in the ledger's files and in every output.
    default String word() {
        return switch (this) {
            case Applied _ -> "applied";
            case Stalled _ -> "stalled";
            case Failed _ -> "failed";
            case Superseded _ -> "superseded";
        };
    }

    /// The version that an asset got.
    default Optional<String> gotVersion() {
        return this instanceof Applied(var version) ? version : Optional.empty();
    }

    /// Whether it was wanted and did not come about.
    default boolean isFailure() {
        return switch (this) {
            case Stalled _, Failed _ -> true;
            case Applied _, Superseded _ -> false;
        };
    }

    /// Why it did not come about.
    default Optional<String> why() {
        return switch (this) {
            case Stalled(var reason) -> Optional.of(reason);
            case Failed(var cause) -> Optional.of(cause);
            case Applied _, Superseded _ -> Optional.empty();
        };
    }

    /// For people: `applied as version 3`, `failed: no space left`.
    default String text() {
        return word()
                + gotVersion().map(version -> " as version " + version).orElse("")
                + why().map(cause -> ": " + cause).orElse("");
    }

    /// @param word one of [#word]
    /// @throws IllegalArgumentException when it is none
    static ChangeOutcome of(String word, Optional<String> version, Optional<String> why) {
        return switch (word) {
            case "applied" -> new Applied(version);
            case "stalled" -> new Stalled(why.orElse(""));
            case "failed" -> new Failed(why.orElse(""));
            case "superseded" -> new Superseded();
            default ->
                    throw new IllegalArgumentException(
                            "\""
                                    + word
                                    + "\" is no outcome of a change; it is applied, stalled, failed or superseded");
        };
    }
}
