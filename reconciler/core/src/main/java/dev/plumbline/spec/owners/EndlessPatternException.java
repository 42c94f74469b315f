package dev.plumbline.spec.owners;

/// A pattern was not done with a path within the bounds.
final class EndlessPatternException extends RuntimeException {
    EndlessPatternException(String pattern) {
        super("the pattern " + pattern + " takes too long");
    }
}
