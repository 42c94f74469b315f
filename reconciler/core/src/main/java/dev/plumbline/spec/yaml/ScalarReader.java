package dev.plumbline.spec.yaml;

import dev.plumbline.resource.Pool;
import dev.plumbline.resource.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/// Scalars by the rules of YAML 1.1, as Azure's own loader reads them: `yes` is true, `010` is
/// eight, `1_000` a thousand. What looks like a date stays text.
final class ScalarReader {
    private static final Pattern DECIMAL = Pattern.compile("[-+]?[0-9]+");
    private static final int MAX_DIGITS = 400;

    /// Short texts, such as types and names of other resources, come again and again.
    private static final Pool<Value.Text> TEXTS = new Pool<>(8192);

    private static final Pool<Spelled> NUMBERS = new Pool<>(1024);

    private static final int SHORT = 256;

    /// A number; unlike the value, only equal when it is also written alike.
    private record Spelled(String written, Value.Num number) {}

    private ScalarReader() {}

    static Value read(ScalarNode node) {
        String text = node.getValue();
        Tag tag = node.getTag();
        if (tag.equals(Tag.NULL)) {
            return Value.Null.NULL;
        }
        if (tag.equals(Tag.BOOL)) {
            return bool(text);
        }
        if (text.length() <= MAX_DIGITS && tag.equals(Tag.INT)) {
            return integer(text);
        }
        if (text.length() <= MAX_DIGITS && tag.equals(Tag.FLOAT)) {
            return decimal(text);
        }
        Value.Text value = new Value.Text(text);
        return text.length() <= SHORT ? TEXTS.canonical(value) : value;
    }

    /// Text when only a tag, `!!bool maybe`, says that it is a boolean.
    private static Value bool(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on" -> new Value.Bool(true);
            case "false", "no", "off" -> new Value.Bool(false);
            default -> new Value.Text(text);
        };
    }

    private static Value integer(String text) {
        String digits = text.replace("_", "");
        boolean negative = digits.startsWith("-");
        String magnitude = negative || digits.startsWith("+") ? digits.substring(1) : digits;
        try {
            BigInteger number = magnitude(magnitude);
            return number(new BigDecimal(negative ? number.negate() : number), text);
        } catch (NumberFormatException _) {
            return new Value.Text(text);
        }
    }

    private static Value number(BigDecimal value, String written) {
        return NUMBERS.canonical(new Spelled(written, new Value.Num(value, written))).number();
    }

    private static BigInteger magnitude(String text) {
        if (text.startsWith("0b")) {
            return new BigInteger(text.substring(2), 2);
        }
        if (text.startsWith("0x")) {
            return new BigInteger(text.substring(2), 16);
        }
        if (text.contains(":")) {
            return sexagesimal(text);
        }
        if (text.length() > 1 && text.startsWith("0") && DECIMAL.matcher(text).matches()) {
            return new BigInteger(text, 8);
        }
        return new BigInteger(text);
    }

    private static BigInteger sexagesimal(String text) {
        BigInteger total = BigInteger.ZERO;
        for (String part : text.split(":", -1)) {
            total = total.multiply(BigInteger.valueOf(60)).add(new BigInteger(part));
        }
        return total;
    }

    /// Infinities and NaN have no place in a spec's numbers; they stay the text that they are.
    private static Value decimal(String text) {
        try {
            BigDecimal number = new BigDecimal(text.replace("_", ""));
            return Math.abs((long) number.scale()) > MAX_DIGITS
                    ? new Value.Text(text)
                    : number(number, text);
        } catch (NumberFormatException _) {
            return new Value.Text(text);
        }
    }
}
