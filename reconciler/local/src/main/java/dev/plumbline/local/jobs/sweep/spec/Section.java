package dev.plumbline.local.jobs.sweep.spec;

import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Fields;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A mapping of a sweep's spec together with the path of keys that leads to it. A key whose value
/// is null counts as absent, as Azure reads it.
public record Section(Fields fields, String path) {
    public static Section of(Fields parent, String key) {
        return new Section(parent.fields(key), key);
    }

    /// The path of a key of this mapping, for messages.
    public String at(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    public boolean has(String key) {
        return fields.text(key).isPresent();
    }

    /// A word in lower case and without underscores, one of those allowed.
    public String word(String key, List<String> allowed) {
        String word = plain(text(key, oneOf(allowed)));
        return allowed.stream()
                .filter(each -> plain(each).equals(word))
                .findFirst()
                .orElseThrow(() -> wrong(key, oneOf(allowed)));
    }

    private static String oneOf(List<String> allowed) {
        return "one of " + String.join(", ", allowed);
    }

    private static String plain(String word) {
        return word.strip().toLowerCase(Locale.ROOT).replace("_", "");
    }

    public Optional<BigDecimal> optionalNumber(String key) {
        if (!has(key)) {
            return Optional.empty();
        }
        return Optional.of(fields.number(key).orElseThrow(() -> wrong(key, "a number")));
    }

    public BigDecimal number(String key) {
        return optionalNumber(key).orElseThrow(() -> missing(key, "a number"));
    }

    /// A number greater than zero.
    public BigDecimal positive(String key) {
        BigDecimal number = number(key);
        if (number.signum() <= 0) {
            throw wrong(key, "greater than 0");
        }
        return number;
    }

    public Optional<Long> optionalInteger(String key, long least, long most) {
        Optional<BigDecimal> written = optionalNumber(key);
        return written.map(number -> integer(key, number, least, most));
    }

    private long integer(String key, BigDecimal number, long least, long most) {
        boolean isWhole = number.stripTrailingZeros().scale() <= 0;
        if (!isWhole
                || number.compareTo(BigDecimal.valueOf(least)) < 0
                || number.compareTo(BigDecimal.valueOf(most)) > 0) {
            throw wrong(key, integers(least, most));
        }
        return number.longValueExact();
    }

    public long integer(String key, long least, long most) {
        return optionalInteger(key, least, most)
                .orElseThrow(() -> missing(key, integers(least, most)));
    }

    private static String integers(long least, long most) {
        return "an integer from %d to %d".formatted(least, most);
    }

    /// @param expected completes "it must be …"
    public InvalidSweepException wrong(String key, String expected) {
        String written = fields.get(key).map(Value::display).orElse("absent");
        return new InvalidSweepException(
                "%s is \"%s\"; it must be %s".formatted(at(key), written, expected));
    }

    /// The text under a key.
    ///
    /// @param expected completes "add …"
    public String text(String key, String expected) {
        return fields.text(key).orElseThrow(() -> missing(key, expected));
    }

    private InvalidSweepException missing(String key, String expected) {
        return new InvalidSweepException("%s is missing; add %s".formatted(at(key), expected));
    }
}
