package dev.plumbline.spec.compile;

import dev.plumbline.resource.Kind;
import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Content;
import dev.plumbline.spec.document.Document;
import dev.plumbline.spec.document.DocumentClass;
import dev.plumbline.spec.document.SpecKind;
import dev.plumbline.spec.problem.Position;
import dev.plumbline.spec.problem.Problem;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The document that is being compiled, what it can reach, and the problems found so far.
final class CompileContext {
    private final Document document;
    private final Contents contents;
    private final Function<String, Optional<Document>> documents;
    private final List<Problem> problems;

    CompileContext(
            Document document,
            Contents contents,
            Function<String, Optional<Document>> documents,
            List<Problem> problems) {
        this.document = document;
        this.contents = contents;
        this.documents = documents;
        this.problems = problems;
    }

    /// The same reach for another document; its paths are relative to itself.
    CompileContext in(Document other) {
        return new CompileContext(other, contents, documents, problems);
    }

    Document document() {
        return document;
    }

    void error(String code, String message, List<String> at) {
        Position position = document.yaml().position(at);
        problems.add(Problem.error(document.path(), position, code, message));
    }

    /// A field that refers to an asset.
    Value asset(String text, Kind kind, List<String> at) {
        Optional<Value> value = References.asset(text, kind);
        if (value.isEmpty()) {
            error(
                    "reference",
                    name(at)
                            + " is \""
                            + text
                            + "\", which names no "
                            + kind
                            + " and version; write azureml:<name>:<version> or azureml:<name>@<label>",
                    at);
        }
        return value.orElseGet(() -> new Value.Text(text));
    }

    /// The document of a kind at a path that this document includes; empty, with a problem, when it
    /// is not there or cannot be used.
    Optional<Document> include(String text, SpecKind kind, List<String> at) {
        Optional<String> path = path(text, at);
        Optional<Document> file = path.flatMap(documents);
        if (path.isEmpty()) {
            return Optional.empty();
        }
        if (file.isEmpty() || !file.get().documentClass().equals(new DocumentClass.Spec(kind))) {
            String wrong =
                    file.isEmpty() ? " is not in the repository" : " is not " + kind.phrase();
            error(
                    "reference",
                    name(at)
                            + " is \""
                            + text
                            + "\", but "
                            + path.get()
                            + wrong
                            + "; correct the path",
                    at);
            return Optional.empty();
        }
        if (file.get().isComplete()) {
            return file;
        }
        Problem first = file.get().problems().getFirst();
        if (first.isError()) {
            problems.addAll(file.get().problems());
        } else {
            error(
                    "reference",
                    name(at) + " is \"" + text + "\", which cannot be used: " + first.message(),
                    at);
        }
        return Optional.empty();
    }

    /// A field that points at data, a model or a single file: a content when it is a path of the
    /// repository.
    Value data(String text, List<String> at) {
        return References.isLocalPath(text)
                ? content(text, at, contents::data)
                : new Value.Text(text);
    }

    /// A field that points at a folder of code.
    Value code(String text, List<String> at) {
        return References.isLocalPath(text)
                ? content(text, at, contents::code)
                : new Value.Text(text);
    }

    private Value content(String text, List<String> at, Function<String, Optional<Content>> find) {
        Optional<Value> found = path(text, at).flatMap(find).map(Value.class::cast);
        if (found.isPresent()) {
            return found.get();
        }
        if (path(text, List.of()).isPresent()) {
            String whole = path(text, at).orElse(text);
            error(
                    "path",
                    name(at)
                            + " is \""
                            + text
                            + "\", but "
                            + whole
                            + (contents.isRefused(whole)
                                    ? " is reached through a symbolic link or a submodule, which is not followed; put the files themselves there"
                                    : " is not in the repository; add it or correct the path"),
                    at);
        }
        return new Value.Text(text);
    }

    /// A path relative to this document, from the repository's root; empty, with a problem, when it
    /// leads out of it.
    Optional<String> path(String text, List<String> at) {
        Deque<String> segments = new ArrayDeque<>(Arrays.asList(document.path().split("/", -1)));
        segments.removeLast();
        String local = References.localPath(text.trim()).replace('\\', '/');
        boolean escapes = local.startsWith("/");
        for (String segment : local.split("/")) {
            if (segment.equals("..")) {
                escapes |= segments.pollLast() == null;
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                segments.addLast(segment);
            }
        }
        if (escapes) {
            if (!at.isEmpty()) {
                error(
                        "path",
                        name(at)
                                + " is \""
                                + text
                                + "\", which leads out of the repository; keep the file inside it",
                        at);
            }
            return Optional.empty();
        }
        return Optional.of(String.join("/", segments));
    }

    private static String name(List<String> at) {
        return String.join(".", at);
    }

    static List<String> at(List<String> path, String... more) {
        List<String> longer = new ArrayList<>(path);
        longer.addAll(Arrays.asList(more));
        return longer;
    }
}
