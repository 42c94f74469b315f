package dev.plumbline.local.tracking.search;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// How a filter compares.
enum Comparator {
    EQUAL("="),
    UNEQUAL("!="),
    GREATER(">"),
    AT_LEAST(">="),
    LESS("<"),
    AT_MOST("<="),
    LIKE("LIKE"),
    ILIKE("ILIKE"),
    IN("IN"),
    NOT_IN("NOT IN"),
    IS_NULL("IS NULL"),
    IS_NOT_NULL("IS NOT NULL");

    static final Set<Comparator> NUMBERS =
            EnumSet.of(EQUAL, UNEQUAL, GREATER, AT_LEAST, LESS, AT_MOST);
    static final Set<Comparator> TEXTS = EnumSet.of(EQUAL, UNEQUAL, LIKE, ILIKE, IN, NOT_IN);
    static final Set<Comparator> PAIRS =
            EnumSet.of(EQUAL, UNEQUAL, LIKE, ILIKE, IS_NULL, IS_NOT_NULL);

    private final String word;

    Comparator(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }

    boolean takesNoValue() {
        return this == IS_NULL || this == IS_NOT_NULL;
    }

    boolean takesList() {
        return this == IN || this == NOT_IN;
    }

    static Optional<Comparator> ofSign(String sign) {
        return Arrays.stream(values())
                .filter(each -> each.word.equals(sign.equals("<>") ? "!=" : sign))
                .findFirst();
    }

    @Override
    public String toString() {
        return word;
    }
}
