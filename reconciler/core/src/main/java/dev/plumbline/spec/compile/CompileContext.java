package dev.plumbline.spec.compile;

import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Content;
import dev.plumbline.spec.check.Findings;
import dev.plumbline.spec.document.Document;
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
final class CompileContext implements Findings {
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

    Optional<Document> document(String path) {
        return documents.apply(path);
    }

    @Override
    public void error(String code, String message, List<String> at) {
        error(code, message, document.yaml().position(at));
    }

    @Override
    public void keyError(String code, String message, List<String> at) {
        error(code, message, document.yaml().keyPosition(at));
    }

    private void error(String code, String message, Position position) {
        problems.add(Problem.error(document.path(), position, code, message));
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
                            + " is not in the repository; add it or correct the path",
                    at);
        }
        return new Value.Text(text);
    }

    /// The same as [#path], and no problem when it leads out of the repository.
    Optional<String> whereIs(String text) {
        return path(text, List.of());
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
