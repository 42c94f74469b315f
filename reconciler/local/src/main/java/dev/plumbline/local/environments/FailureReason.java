package dev.plumbline.local.environments;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Why a build failed and what to do, read from what pip, uv or conda said.
final class FailureReason {
    private static final Pattern UNREACHABLE =
            Pattern.compile(
                    "NewConnectionError|ConnectTimeout|ReadTimeout|Failed to establish a new connection|name resolution|Connection refused|ProxyError|SSLError|error sending request|Could not connect|Could not resolve host|dns error",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern NOT_FOUND =
            Pattern.compile(
                    "No matching distribution found for .+|Because .+ was not found .+|Because there (?:is|are) no versions? of .+");
    private static final Pattern CONFLICT =
            Pattern.compile("Cannot install .+ because .+|ResolutionImpossible.*");
    private static final Pattern HASHES =
            Pattern.compile("(?i).*(DO NOT MATCH THE HASHES|hash mismatch).*");
    private static final Pattern UNBUILDABLE =
            Pattern.compile(
                    "(?i).*(failed to build|failed building wheel for|Failed to build installable wheels).*");
    private static final Pattern FULL =
            Pattern.compile("(?i).*(no space left on device|disk quota exceeded).*");
    private static final int SHOWN_LINES = 4;
    private static final int SHOWN_CHARACTERS = 300;

    private FailureReason() {}

    /// The reason in one sentence or two, without the place of the log.
    static String of(List<String> log) {
        List<String> lines =
                log.stream().map(String::strip).filter(line -> !line.isEmpty()).toList();
        Optional<String> full = first(lines, FULL.asMatchPredicate());
        if (full.isPresent()) {
            return full.get() + "; make room on the disk of the environments' cache";
        }
        return contradiction(lines)
                .or(() -> notFound(lines).filter(_ -> !versions(lines).isEmpty()))
                .or(() -> first(lines, UNREACHABLE.asPredicate()).map(FailureReason::unreachable))
                .or(() -> notFound(lines))
                .or(() ->
                        first(lines, UNBUILDABLE.asMatchPredicate())
                                .map(FailureReason::unbuildable))
                .orElseGet(() -> lastErrors(lines));
    }

    private static Optional<String> contradiction(List<String> lines) {
        return first(lines, line -> CONFLICT.matcher(line).find())
                .map(line -> line + " Loosen one of these versions")
                .or(() ->
                        first(lines, HASHES.asMatchPredicate())
                                .map(line ->
                                        line + " If the change is wanted, write the new hashes"));
    }

    private static String unreachable(String line) {
        return "could not reach the package index: "
                + line
                + "; check the network or the proxy, or set PIP_INDEX_URL, or name a folder of wheels with `--no-index` and `--find-links`";
    }

    private static String unbuildable(String line) {
        return line
                + "; there is no wheel of it for this Python: take a version that has one, or install a compiler and the headers that the log asks for";
    }

    private static Optional<String> notFound(List<String> lines) {
        Optional<String> line =
                lines.reversed().stream()
                        .map(NOT_FOUND::matcher)
                        .filter(Matcher::find)
                        .map(matcher -> shortened(matcher.group()))
                        .findFirst();
        String versions = versions(lines);
        return line.map(text ->
                versions.isEmpty()
                        ? text
                                + "; no index that was asked holds it, or none could be reached: correct the name, or the index"
                        : text + versions + "; correct the version");
    }

    /// What pip had to choose from, if it said so.
    private static String versions(List<String> lines) {
        Matcher versions =
                Pattern.compile("\\(from versions: (.+?)\\)").matcher(String.join("\n", lines));
        if (!versions.find() || versions.group(1).equals("none")) {
            return "";
        }
        String[] all = versions.group(1).split(", ");
        return " (the newest of %d versions is %s)".formatted(all.length, all[all.length - 1]);
    }

    private static String lastErrors(List<String> lines) {
        List<String> errors =
                lines.stream()
                        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("error"))
                        .toList();
        List<String> telling = errors.isEmpty() ? lines : errors;
        return telling.stream()
                .skip(Math.max(0, telling.size() - SHOWN_LINES))
                .map(FailureReason::shortened)
                .collect(Collectors.joining(" / "));
    }

    private static Optional<String> first(List<String> lines, Predicate<String> telling) {
        return lines.stream().filter(telling).findFirst().map(FailureReason::shortened);
    }

    private static String shortened(String line) {
        String text = line.replaceFirst("^(?:WARNING|ERROR|error): ?", "");
        return text.length() > SHOWN_CHARACTERS ? text.substring(0, SHOWN_CHARACTERS) + "…" : text;
    }
}
