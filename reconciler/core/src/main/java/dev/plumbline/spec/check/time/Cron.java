package dev.plumbline.spec.check.time;

import dev.plumbline.spec.problem.Nearest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A cron expression of five fields, as schedules of Azure ML take it.
final class Cron {
    private static final List<String> MONTHS =
            List.of(
                    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov",
                    "dec");
    private static final List<String> DAYS =
            List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");

    /// Sunday may be written as 0 and as 7.
    private static final List<Field> FIELDS =
            List.of(
                    new Field("minute", 0, 59, List.of()),
                    new Field("hour", 0, 23, List.of()),
                    new Field("day of month", 1, 31, List.of()),
                    new Field("month", 1, 12, MONTHS),
                    new Field("day of week", 0, 7, DAYS));

    private static final Pattern PART =
            Pattern.compile("(?<from>\\*|\\w+)(?:-(?<to>\\w+))?(?:/(?<step>\\w+))?");

    private Cron() {}

    /// What is wrong in one part of an expression.
    record Fault(String part, String message) {}

    /// The first thing that is wrong; empty when nothing is.
    static Optional<Fault> fault(String expression) {
        String[] written = expression.strip().split("\\s+");
        if (written.length != FIELDS.size()) {
            return Optional.of(
                    new Fault(
                            expression.strip(),
                            "it has "
                                    + written.length
                                    + " fields; it must have five: minute, hour, day of month, month, day of week"));
        }
        for (int i = 0; i < written.length; i++) {
            for (String part : written[i].split(",", -1)) {
                Optional<String> fault = FIELDS.get(i).fault(part);
                if (fault.isPresent()) {
                    String what = FIELDS.get(i).name + " is \"" + written[i] + "\"; ";
                    return Optional.of(new Fault(written[i], what + fault.get()));
                }
            }
        }
        return Optional.empty();
    }

    /// @param names words for the values, from the least on
    private record Field(String name, int least, int most, List<String> names) {
        Optional<String> fault(String part) {
            Matcher matcher = PART.matcher(part);
            if (!matcher.matches()) {
                return Optional.of(
                        "\""
                                + part
                                + "\" must be *, "
                                + range()
                                + ", a range a-b, or one with /step");
            }
            String to = matcher.group("to");
            String from = matcher.group("from");
            if (from.equals("*")) {
                return to == null
                        ? step(matcher.group("step"))
                        : Optional.of("a range cannot begin with *");
            }
            return value(from)
                    .or(() -> to == null ? Optional.empty() : value(to))
                    .or(() -> to == null ? Optional.empty() : order(from, to))
                    .or(() -> step(matcher.group("step")));
        }

        private Optional<String> value(String text) {
            if (index(text) >= 0) {
                return Optional.empty();
            }
            return Optional.of(
                    "it must be "
                            + range()
                            + Nearest.to(text, names)
                                    .filter(_ -> !text.chars().allMatch(Character::isDigit))
                                    .map(near -> "; did you mean \"" + near + "\"?")
                                    .orElse(""));
        }

        private Optional<String> order(String from, String to) {
            return index(from) <= index(to)
                    ? Optional.empty()
                    : Optional.of("the range runs backwards; write the lower value first");
        }

        private Optional<String> step(String text) {
            boolean fits = text == null || text.matches("[1-9][0-9]{0,2}") && number(text) <= most;
            return fits
                    ? Optional.empty()
                    : Optional.of("the step after / must be an integer from 1 to " + most);
        }

        /// The value of a number or a name; -1 when it is none of this field.
        private int index(String text) {
            int named = names.indexOf(text.toLowerCase(Locale.ROOT));
            if (named >= 0) {
                return named + least;
            }
            boolean fits =
                    text.matches("[0-9]{1,4}") && number(text) >= least && number(text) <= most;
            return fits ? number(text) : -1;
        }

        private static int number(String text) {
            return Integer.parseInt(text);
        }

        private String range() {
            return "from "
                    + least
                    + " to "
                    + most
                    + (names.isEmpty()
                            ? ""
                            : ", or from " + names.getFirst() + " to " + names.getLast());
        }
    }
}
