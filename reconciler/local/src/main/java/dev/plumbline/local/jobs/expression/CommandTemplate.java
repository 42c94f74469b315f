package dev.plumbline.local.jobs.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The command of a step: a shell line in which `${{inputs.x}}` and `${{outputs.x}}` stand for
/// literals and paths, and `$[[ … ]]` encloses arguments that are left out when an optional input
/// that they name is not given.
public final class CommandTemplate {
    private static final Pattern TOKEN = Pattern.compile("\\$\\{\\{\\s*(.*?)\\s*}}|\\$\\[\\[|]]");

    private sealed interface Part {
        record Literal(String text) implements Part {}

        record Use(String port, String name, Quoting quoting) implements Part {}

        record Group(List<Part> parts) implements Part {}
    }

    private final List<Part> parts;

    private CommandTemplate(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    /// @throws IllegalArgumentException when an expression is unknown or an optional group is not
    ///   closed
    public static CommandTemplate parse(String command) {
        return new CommandTemplate(new Reader(command).read());
    }

    /// The inputs that the command names.
    public Set<String> inputs() {
        return names(parts, "inputs", true);
    }

    /// The inputs that the command names outside of optional groups: it cannot do without them.
    public Set<String> requiredInputs() {
        return names(parts, "inputs", false);
    }

    /// The outputs that the command names.
    public Set<String> outputs() {
        return names(parts, "outputs", true);
    }

    /// The line that the shell gets.
    ///
    /// @param inputs the literals and paths of the inputs that are given
    /// @param outputs the paths of the outputs
    /// @throws IllegalArgumentException when a value is missing
    public String render(Map<String, String> inputs, Map<String, String> outputs) {
        StringBuilder line = new StringBuilder();
        render(parts, inputs, outputs, line);
        return line.toString();
    }

    private static void render(
            List<Part> parts,
            Map<String, String> inputs,
            Map<String, String> outputs,
            StringBuilder line) {
        for (Part part : parts) {
            switch (part) {
                case Part.Literal(var text) -> line.append(text);
                case Part.Use(var port, var name, var quoting) -> {
                    String value = (port.equals("inputs") ? inputs : outputs).get(name);
                    if (value == null) {
                        throw new IllegalArgumentException(
                                "there is no value for ${{" + port + "." + name + "}}");
                    }
                    line.append(quoting.write(value));
                }
                case Part.Group(var inner) -> {
                    if (inputs.keySet().containsAll(names(inner, "inputs", true))) {
                        render(inner, inputs, outputs, line);
                    }
                }
            }
        }
    }

    private static Set<String> names(List<Part> parts, String port, boolean withGroups) {
        Set<String> names = new TreeSet<>();
        for (Part part : parts) {
            if (part instanceof Part.Use use && use.port().equals(port)) {
                names.add(use.name());
            } else if (part instanceof Part.Group group && withGroups) {
                names.addAll(names(group.parts(), port, true));
            }
        }
        return names;
    }

    /// Reads a command once, from left to right, keeping track of the shell's quotes.
    private static final class Reader {
        private final String command;
        private final Matcher token;
        private int position;
        private Quoting quoting = Quoting.UNQUOTED;

        Reader(String command) {
            this.command = command;
            this.token = TOKEN.matcher(command);
        }

        List<Part> read() {
            return read(false);
        }

        private List<Part> read(boolean inGroup) {
            List<Part> read = new ArrayList<>();
            while (token.find()) {
                if (token.group().equals("]]") && !inGroup) {
                    continue; // the end of a shell's own [[ … ]]
                }
                literal(token.start(), read);
                position = token.end();
                if (token.group().equals("]]")) {
                    return read;
                }
                read.add(token.group().equals("$[[") ? group(inGroup) : use(token.group(1)));
            }
            if (inGroup) {
                throw new IllegalArgumentException(
                        "the command opens an optional group with $[[ and has no ]] for it");
            }
            literal(command.length(), read);
            return read;
        }

        private void literal(int end, List<Part> read) {
            String text = command.substring(position, end);
            quoting = quoting.after(text);
            if (!text.isEmpty()) {
                read.add(new Part.Literal(text));
            }
        }

        private Part group(boolean inGroup) {
            if (inGroup) {
                throw new IllegalArgumentException(
                        "the command has an optional group $[[ … ]] within another one");
            }
            return new Part.Group(read(true));
        }

        private Part use(String path) {
            String[] names = path.split("\\.", -1);
            boolean known =
                    names.length == 2 && (names[0].equals("inputs") || names[0].equals("outputs"));
            if (!known || names[1].isEmpty()) {
                throw new IllegalArgumentException(
                        "the command holds ${{"
                                + path
                                + "}}, which means nothing here; write ${{inputs.NAME}} or ${{outputs.NAME}}");
            }
            return new Part.Use(names[0], names[1], quoting);
        }
    }
}
