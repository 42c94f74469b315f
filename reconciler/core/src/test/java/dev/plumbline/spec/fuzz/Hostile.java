package dev.plumbline.spec.fuzz;

import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Texts made to break a reader: each of a shape that a size and a source of chance fill.
final class Hostile {
    private static final List<BiFunction<Integer, Random, String>> DOCUMENTS =
            List.of(
                    (size, _) -> "[".repeat(size),
                    (size, _) -> "{a: ".repeat(size),
                    (size, _) -> "[".repeat(size) + "]".repeat(size),
                    (size, _) -> "{".repeat(size) + "}".repeat(size),
                    (size, _) -> "- ".repeat(size) + "x\n",
                    (size, _) -> "? ".repeat(size) + "x\n",
                    (size, _) -> steps(Math.min(size, 1500)),
                    (size, _) -> laughs(Math.min(size, 40), 9, "[", "]"),
                    (size, _) -> laughs(Math.min(size, 40), 4, "{<<: [", "]}"),
                    (size, _) -> chain(Math.min(size, 400)),
                    (size, _) -> "tags: &t {x: *t}\n".repeat(1 + size % 3),
                    (size, _) -> "a: &a [*a, &b {c: *a, d: *b}]\n",
                    (size, _) -> numbered("k: %d\n", size),
                    (size, _) -> numbered("k%d: x\n", size),
                    (size, _) -> numbered("&a%d k%<d: *a%<d\n", size),
                    (size, _) -> "inputs:\n" + numbered("  k%d: {type: nope, pth: x}\n", size),
                    (size, _) -> "jobs:\n" + numbered("  n%d: {type: command, comand: x}\n", size),
                    (size, _) -> "---\n".repeat(size) + "a: 1\n",
                    (size, _) -> "---\na: 1\n".repeat(size),
                    (size, _) -> "%YAML 1.2\n".repeat(size) + "---\n",
                    (size, _) -> "%TAG ! tag:x,2000:\n---\na: !b c\n" + "#".repeat(size),
                    (size, _) -> "? " + "k".repeat(size) + "\n: v\n",
                    (size, _) -> "k".repeat(size) + ": v\n",
                    (size, _) -> "\"" + "\\u0000".repeat(size) + "\": v\n",
                    (size, _) -> "k: |\n" + " x\n".repeat(size),
                    (size, _) -> "k: >\n" + " x\n\n".repeat(size),
                    (size, _) -> "k: \"" + "\\\n".repeat(size) + "\"\n",
                    (size, _) -> "#".repeat(size) + "\n" + "# {{A}}".repeat(size),
                    (size, _) -> "command: " + "${{inputs.a}} ".repeat(size) + "\n",
                    (size, _) -> "command: |\n" + numbered("  x ${{inputs.a%d}}\n", size),
                    (size, _) -> "command: \"" + "$[[${{inputs.a}} ".repeat(size) + "\"\n",
                    (size, _) -> "command: \"" + "${{".repeat(size) + "\"\n",
                    (size, _) -> "name: \"" + "{{ ".repeat(size) + "\"\n",
                    (size, _) ->
                            "$schema: https://azuremlschemas.azureedge.net/" + "#".repeat(size),
                    (size, random) ->
                            "jobs:\n"
                                    + numbered(
                                            "  n%d: {type: command, command: x, environment: ", 1)
                                    + "a".repeat(size)
                                    + random.nextInt()
                                    + "}\n",
                    (size, _) -> circle(Math.min(size, 3000)),
                    (size, _) -> "\t".repeat(size) + "a:\tb\n",
                    (size, _) -> "a: !!java.lang.ProcessBuilder [\"" + "x".repeat(size) + "\"]\n",
                    (size, _) -> "a: !!javax.script.ScriptEngineManager [!!java.net.URL [x]]\n",
                    (size, _) -> "a: !!binary " + "QUJD".repeat(size) + "\n",
                    (size, _) -> "a: !!set {" + "x, ".repeat(size) + "y}\n",
                    (size, _) ->
                            "a: !!timestamp 2024-01-01\nb: !!float x\nc: !!int 0b\nd: !!bool maybe\n",
                    (size, _) -> "a: !!null x\n? [a]\n: b\n? {c: d}\n: e\n",
                    (size, _) -> "{$content: {path: x, digest: y}, a: {$resolved: {id: z}}}\n",
                    (size, _) -> "version: {$unknown: {producer: x}}\nname: {$reference: {}}\n");

    private static final List<BiFunction<Integer, Random, String>> SCALARS =
            List.of(
                    (size, _) -> "9".repeat(size),
                    (size, _) -> "-0" + "7".repeat(size),
                    (size, _) -> "0x" + "F".repeat(size),
                    (size, _) -> "1e" + "9".repeat(1 + size % 30),
                    (size, _) -> "1e-" + "9".repeat(1 + size % 12),
                    (size, _) -> "1" + ":59".repeat(size),
                    (size, _) -> "1." + "0".repeat(size) + "1",
                    (size, _) -> "9".repeat(size) + "x",
                    (size, _) -> "\"\\ud800\"",
                    (size, _) -> "\"a\\0b\\e\\x07\\uFFFE\"",
                    (size, _) -> "\"\\U0001F600\"",
                    (size, _) -> "'" + " ".repeat(size) + "'",
                    (size, _) -> "\"" + "${{".repeat(size) + "\"",
                    (size, _) -> "\"" + "${{a".repeat(size) + "}}\"",
                    (size, _) -> "\"${{" + " ".repeat(size) + "}\"",
                    (size, _) -> "\"${{parent.jobs" + ".".repeat(size) + "}}\"",
                    (size, _) -> "\"${{inputs.}} ${{}} ${{.}} ${{parent.jobs..outputs.}}\"",
                    (size, _) -> "\"" + "1.".repeat(size) + "x\"",
                    (size, _) -> "\"P" + "1Y".repeat(size) + "x\"",
                    (size, _) -> "\"" + "a/".repeat(size) + "\"",
                    (size, _) -> "\"../" + "../".repeat(size) + "x\"",
                    (size, _) -> "\"" + "**/".repeat(size) + "x\"",
                    (size, _) -> "\"" + "*a".repeat(size) + "\"",
                    (size, _) -> "\"https://" + ":".repeat(size) + "\"",
                    (size, _) -> "\"azureml:" + ":@".repeat(size) + "\"",
                    (size, _) -> "\"azureml://registries/" + "a/".repeat(size) + "\"",
                    (size, _) -> "\"/subscriptions/" + "/providers/".repeat(size) + "\"",
                    (size, _) -> "\"" + "* ".repeat(size) + "\"",
                    (size, _) -> "\"" + "a".repeat(size) + "!\"",
                    (size, _) -> "\"" + "<".repeat(size) + "\"",
                    (size, _) -> "[" + "[], ".repeat(size) + "]",
                    (size, _) -> "{" + numbered("k%d: 1, ", size) + "}",
                    (size, _) -> "!!str",
                    (size, _) -> "!!int \"\"",
                    (size, _) -> "!<tag:yaml.org,2002:float> \"1_\"",
                    (size, _) -> ".inf",
                    (size, _) -> ".nan",
                    (size, _) -> "~",
                    (size, _) -> "./component.yml",
                    (size, _) -> "link.yml",
                    (size, _) -> "module/x.yml",
                    (size, _) -> ".",
                    (size, _) -> "\"\"",
                    (size, _) -> "file:" + "./".repeat(size),
                    (size, random) -> pumped(size, random));

    private Hostile() {}

    static String document(Random random, int size) {
        return DOCUMENTS.get(random.nextInt(DOCUMENTS.size())).apply(size, random);
    }

    static String scalar(Random random, int size) {
        return SCALARS.get(random.nextInt(SCALARS.size())).apply(size, random);
    }

    /// The texts that are tried on every regular expression.
    static List<String> attacks(String pattern, int size) {
        String letters = pattern.replaceAll("[\\\\^$()\\[\\]{}*+?|]", "");
        return Stream.concat(
                        Stream.of(
                                "${{",
                                "${{a",
                                "a",
                                "1",
                                "1.",
                                "/",
                                "a/",
                                "P1Y",
                                ":",
                                "@",
                                " ",
                                "- ",
                                "a-",
                                "a ",
                                "{",
                                "}",
                                "../",
                                "azureml:",
                                "/providers/",
                                "/subscriptions/a/",
                                "::",
                                "0",
                                "e1",
                                "_",
                                "[a]",
                                "<"),
                        Stream.of(letters, letters.substring(0, Math.min(3, letters.length()))))
                .filter(each -> !each.isEmpty())
                .flatMap(each -> {
                    String pumped = each.repeat(1 + size / each.length());
                    return Stream.of(pumped, pumped + "!", letters + pumped + "\n!", "P" + pumped);
                })
                .toList();
    }

    private static String pumped(int size, Random random) {
        String letters = "aA0._-/:@ {}$[]<>#%&*?|";
        StringBuilder unit = new StringBuilder();
        IntStream.range(0, 1 + random.nextInt(4))
                .forEach(_ -> unit.append(letters.charAt(random.nextInt(letters.length()))));
        return "\"" + unit.toString().repeat(1 + size / 4) + "!\"";
    }

    private static String numbered(String line, int count) {
        StringBuilder text = new StringBuilder();
        IntStream.range(0, count).forEach(i -> text.append(line.formatted(i)));
        return text.toString();
    }

    private static String steps(int levels) {
        StringBuilder text = new StringBuilder();
        IntStream.range(0, levels).forEach(i -> text.append(" ".repeat(i)).append("k:\n"));
        return text.toString();
    }

    private static String laughs(int levels, int wide, String open, String close) {
        StringBuilder text = new StringBuilder("a0: &a0 " + open + close + "\n");
        IntStream.rangeClosed(1, levels)
                .forEach(i ->
                        text.append("a%d: &a%d %s".formatted(i, i, open))
                                .append(("*a" + (i - 1) + ", ").repeat(wide))
                                .append(close)
                                .append('\n'));
        return text.toString();
    }

    private static String chain(int levels) {
        StringBuilder text = new StringBuilder("a0: &a0 {x: 1}\n");
        IntStream.rangeClosed(1, levels)
                .forEach(i -> text.append("a%d: &a%d [[[[[*a%d]]]]]\n".formatted(i, i, i - 1)));
        return text.toString();
    }

    private static String circle(int nodes) {
        StringBuilder text = new StringBuilder("type: pipeline\njobs:\n");
        IntStream.range(0, nodes)
                .forEach(i ->
                        text.append(
                                "  n%d: {component: ./component.yml, inputs: {a: \"${{parent.jobs.n%d.outputs.o}}\"}}\n"
                                        .formatted(i, (i + 1) % nodes)));
        return text.toString();
    }
}
