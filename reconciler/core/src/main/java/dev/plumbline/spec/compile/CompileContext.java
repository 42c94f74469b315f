package dev.plumbline.spec.compile;

import dev.plumbline.resource.Kind;
import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Content;
import dev.plumbline.resource.Value.ContentFile;
import dev.plumbline.resource.Value.Fields;
import dev.plumbline.spec.check.CheckContext;
import dev.plumbline.spec.document.Document;
import dev.plumbline.spec.document.DocumentClass;
import dev.plumbline.spec.document.Placeholder;
import dev.plumbline.spec.document.SpecKind;
import dev.plumbline.spec.problem.Nearest;
import dev.plumbline.spec.problem.Problem;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.function.Function;

/// The document that is being compiled, what it can reach, and the problems found so far.
final class CompileContext extends DocumentFindings implements CheckContext {
    private static final String TABLE = "MLTable";

    private final Reach reach;
    private final Optional<CompileContext> includer;
    private boolean complete = true;

    CompileContext(Document document, Reach reach, List<Problem> problems) {
        this(document, reach, problems, Optional.empty());
    }

    private CompileContext(
            Document document,
            Reach reach,
            List<Problem> problems,
            Optional<CompileContext> includer) {
        super(document, problems);
        this.reach = reach;
        this.includer = includer;
    }

    /// The same reach for a document that this one includes; its paths are relative to itself, and
    /// without what it needs this one is incomplete too.
    CompileContext in(Document other) {
        return new CompileContext(other, reach, problems(), Optional.of(this));
    }

    /// Something that the document needs is not there yet, so what it declares is not applied.
    void incomplete(String code, String message, List<String> at) {
        setIncomplete();
        warning(code, message, at);
    }

    private void setIncomplete() {
        complete = false;
        includer.ifPresent(CompileContext::setIncomplete);
    }

    /// Whether all that the document needs is there.
    boolean isComplete() {
        return complete;
    }

    /// A field that refers to an asset.
    Value asset(String text, Kind kind, List<String> at) {
        return named(text, ReferenceTarget.of(kind), at)
                ? References.asset(text, kind).orElseGet(() -> new Value.Text(text))
                : new Value.Text(text);
    }

    /// Whether a field's reference is well formed; a problem when it is not.
    boolean named(String text, ReferenceTarget target, List<String> at) {
        Optional<String> fault = ReferenceForms.fault(text, target);
        fault.ifPresent(what -> error("reference", name(at) + " is \"" + text + "\", " + what, at));
        return fault.isEmpty();
    }

    /// The component that a node names, when the repository holds it: by a path relative to this
    /// document, or as `azureml:name:version`.
    @Override
    public Optional<Fields> component(String text) {
        Optional<Document> found =
                References.isLocalPath(text)
                        ? path(text, List.of()).flatMap(reach::component)
                        : References.asset(text, Kind.COMPONENT)
                                .filter(Value.Reference.class::isInstance)
                                .flatMap(each -> reach.component((Value.Reference) each));
        return found.map(Document::fields);
    }

    /// The document of one of these kinds at a path that this document includes; empty, with a
    /// problem, when it is not there, cannot be used, or includes this one in turn.
    Optional<Document> include(String text, SequencedSet<SpecKind> kinds, List<String> at) {
        Optional<String> path = path(text, at);
        Optional<Document> file = path.flatMap(reach::document);
        if (path.isEmpty() || file.isEmpty() && isPlaceholder(text, at)) {
            return Optional.empty();
        }
        boolean isOfKind =
                file.filter(each ->
                                each.documentClass() instanceof DocumentClass.Spec(var kind)
                                        && kinds.contains(kind))
                        .isPresent();
        if (isOfKind && isWithin(file.orElseThrow())) {
            error(
                    "reference",
                    name(at)
                            + " is \""
                            + text
                            + "\", which includes this document itself; a component cannot hold itself",
                    at);
            return Optional.empty();
        }
        if (isOfKind && file.orElseThrow().isComplete()) {
            return file;
        }
        if (isOfKind) {
            unusable(text, file.orElseThrow(), at);
        } else if (file.isPresent()
                && kinds.getFirst().isComponent()
                && isOtherComponent(file.get(), kinds)) {
            incomplete(
                    "unmanaged",
                    name(at)
                            + " is \""
                            + text
                            + "\", which this version does not run, so the job is not applied; it runs command and pipeline components",
                    at);
        } else {
            String wrong =
                    file.isEmpty()
                            ? " is not in the repository"
                            : " is not " + kinds.getFirst().phrase();
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
        }
        return Optional.empty();
    }

    private void unusable(String text, Document file, List<String> at) {
        Problem first = file.problems().getFirst();
        if (first.isError()) {
            problems().addAll(file.problems());
        } else {
            error(
                    "reference",
                    name(at) + " is \"" + text + "\", which cannot be used: " + first.message(),
                    at);
        }
    }

    /// Whether a document is this one, or one that includes it.
    private boolean isWithin(Document other) {
        return document().path().equals(other.path())
                || includer.filter(outer -> outer.isWithin(other)).isPresent();
    }

    /// A component that cannot be run here: of a type that is none of these, or a prompt flow.
    private static boolean isOtherComponent(Document file, Set<SpecKind> kinds) {
        return switch (file.documentClass()) {
            case DocumentClass.Spec(var kind) -> kind.isComponent() && !kinds.contains(kind);
            case DocumentClass.Recognised _ -> true;
            case DocumentClass.Misspelt _, DocumentClass.NotASpec _ -> false;
        };
    }

    /// A field that points at data or a model: a content when it is a path of the repository. Data
    /// is often made by a script before a spec is used, so that its absence is no mistake, unless
    /// something of nearly that name is there.
    Value data(String text, List<String> at) {
        return content(text, at, reach.contents()::data, ReferenceTarget.DATA);
    }

    /// A field that points at a file that belongs into the repository.
    Value file(String text, List<String> at) {
        return content(text, at, reach.contents()::data, ReferenceTarget.CODE);
    }

    /// As [#data], for a folder that the file `MLTable` makes a table.
    Value table(String text, List<String> at) {
        Value value = data(text, at);
        if (value instanceof Content content) {
            List<String> files = content.files().stream().map(ContentFile::path).toList();
            if (files.equals(List.of(""))) {
                error(
                        "path",
                        name(at)
                                + " is \""
                                + text
                                + "\", which is a file; data of type mltable names the folder that holds the file MLTable",
                        at);
            } else if (!files.contains(TABLE)) {
                missing(text, content.path() + "/" + TABLE, at, true);
            }
        }
        return value;
    }

    /// A field that points at a folder of code.
    Value code(String text, List<String> at) {
        return content(text, at, reach.contents()::code, ReferenceTarget.CODE);
    }

    /// Tells a script that the folder of code beside it does not hold.
    void script(Value code, String script, List<String> at) {
        String path = script.replace('\\', '/').replaceFirst("^(\\./)+", "");
        if (!(code instanceof Content content) || path.contains("${{")) {
            return;
        }
        List<String> held = content.files().stream().map(Value.ContentFile::path).toList();
        boolean isFile = held.equals(List.of(""));
        if (!isFile && !held.contains(path)) {
            error(
                    "path",
                    name(at)
                            + " is \""
                            + script
                            + "\", but the code in "
                            + content.path()
                            + " holds no such file"
                            + Nearest.to(path, held)
                                    .map(near -> "; did you mean \"" + near + "\"?")
                                    .orElse("; add it or correct the path"),
                    at);
        }
    }

    boolean isFolder(String text) {
        return path(text, List.of()).filter(reach.contents()::isFolder).isPresent();
    }

    private Value content(
            String text,
            List<String> at,
            Function<String, Optional<Content>> find,
            ReferenceTarget target) {
        if (!References.isLocalPath(text)) {
            named(text, target, at);
            return new Value.Text(text);
        }
        Optional<String> whole = path(text, at);
        Optional<Content> found = whole.flatMap(find);
        if (found.isPresent()) {
            return found.get();
        }
        whole.ifPresent(missing -> missing(text, missing, at, target.isFiles()));
        return new Value.Text(text);
    }

    /// Whether a path is still to be written by someone, which is told.
    private boolean isPlaceholder(String text, List<String> at) {
        Optional<String> placeholder = Placeholder.in(text);
        placeholder.ifPresent(found ->
                incomplete(
                        "template",
                        name(at)
                                + " is \""
                                + text
                                + "\", where "
                                + found
                                + " is a placeholder, so this is not applied; write the path",
                        at));
        return placeholder.isPresent();
    }

    private void missing(String text, String whole, List<String> at, boolean mayBeMade) {
        if (isPlaceholder(text, at)) {
            return;
        }
        Optional<String> near = reach.contents().nearly(whole, mayBeMade);
        String what = name(at) + " is \"" + text + "\", but " + whole + " is not in the repository";
        if (reach.contents().isRefused(whole)) {
            error(
                    "path",
                    name(at)
                            + " is \""
                            + text
                            + "\", but "
                            + whole
                            + " is reached through a symbolic link or a submodule, which is not followed; put the files themselves there",
                    at);
        } else if (near.isPresent()) {
            error("path", what + "; did you mean " + near.get() + "?", at);
        } else if (mayBeMade) {
            incomplete(
                    "path",
                    what
                            + ", so this is not applied; where a script makes it, register what it makes and refer to that",
                    at);
        } else {
            error("path", what + "; add it or correct the path", at);
        }
    }

    /// A path relative to this document, from the repository's root; empty, with a problem where a
    /// place is given, when it leads out of it.
    Optional<String> path(String text, List<String> at) {
        Deque<String> segments = new ArrayDeque<>(Arrays.asList(document().path().split("/", -1)));
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
}
