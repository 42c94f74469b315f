package dev.plumbline.spec;

import dev.plumbline.repository.SourceTree;
import dev.plumbline.repository.TreeFile;
import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Content;
import dev.plumbline.spec.compile.Compiled;
import dev.plumbline.spec.document.Document;
import dev.plumbline.spec.document.DocumentClass;
import dev.plumbline.spec.document.SpecKind;
import dev.plumbline.spec.problem.Position;
import dev.plumbline.spec.problem.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Tells where a workspace asks its platform for what that cannot do: in its documents, and in the
/// Python source that its jobs run.
final class LimitsCheck {
    private static final String CODE = "platform";
    private static final int MAX_SOURCES = 500;
    private static final int MAX_SOURCE_CHARACTERS = 512 * 1024;

    private final String platform;
    private final PlatformLimits limits;

    LimitsCheck(String platform, PlatformLimits limits) {
        this.platform = platform;
        this.limits = limits;
    }

    /// What a document asks for, and what the source that it runs does. A file that several run is
    /// told by each, and shown once.
    List<Problem> check(SourceTree tree, Document document, Compiled compiled) {
        if (limits.equals(PlatformLimits.NONE) || !document.isSound()) {
            return List.of();
        }
        List<Problem> problems = new ArrayList<>(of(document));
        compiled.resources().stream()
                .flatMap(resource -> Value.leaves(resource.spec()).stream())
                .filter(Content.class::isInstance)
                .flatMap(content -> sources((Content) content).stream())
                .distinct()
                .limit(MAX_SOURCES)
                .flatMap(path -> tree.file(path).stream())
                .forEach(file -> of(tree, file).ifPresent(problems::add));
        return problems;
    }

    private List<Problem> of(Document document) {
        return document.documentClass() instanceof DocumentClass.Spec(SpecKind kind)
                ? limits.of(kind, document.fields()).stream()
                        .map(limit ->
                                warning(
                                        document.path(),
                                        document.yaml().position(limit.at()),
                                        limit.message()))
                        .toList()
                : List.of();
    }

    private static List<String> sources(Content content) {
        return content.files().stream()
                .map(file ->
                        file.path().isEmpty()
                                ? content.path()
                                : content.path().isEmpty()
                                        ? file.path()
                                        : content.path() + "/" + file.path())
                .filter(path -> path.endsWith(".py"))
                .toList();
    }

    /// The first line that asks for it: what stands below follows from it.
    private Optional<Problem> of(SourceTree tree, TreeFile file) {
        List<String> lines = lines(tree, file);
        for (int i = 0; i < lines.size(); i++) {
            Optional<String> message = limits.ofPython(lines.get(i));
            if (message.isPresent()) {
                int column = lines.get(i).length() - lines.get(i).stripLeading().length() + 1;
                return Optional.of(
                        warning(file.path(), new Position(i + 1, column), message.get()));
            }
        }
        return Optional.empty();
    }

    /// None of a file that cannot be read: who runs it is told by the platform.
    private static List<String> lines(SourceTree tree, TreeFile file) {
        try {
            String text = new String(tree.read(file), StandardCharsets.UTF_8);
            return text.length() > MAX_SOURCE_CHARACTERS ? List.of() : text.lines().toList();
        } catch (IOException _) {
            return List.of();
        }
    }

    private Problem warning(String path, Position position, String message) {
        return Problem.warning(
                path, position, CODE, "on the platform " + platform + ", " + message);
    }
}
