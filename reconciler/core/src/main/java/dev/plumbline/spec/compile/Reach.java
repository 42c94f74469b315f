package dev.plumbline.spec.compile;

import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Reference;
import dev.plumbline.resource.Value.Selector;
import dev.plumbline.spec.document.Document;
import dev.plumbline.spec.document.DocumentClass;
import dev.plumbline.spec.document.SpecKind;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// What the documents of a workspace can name: any document of the repository by its path, files
/// and folders, and the workspace's own components by name.
final class Reach {
    private final Contents contents;
    private final Function<String, Optional<Document>> documents;
    private final Map<String, Document> components = new HashMap<>();

    /// @param included the documents of the workspace
    Reach(
            Contents contents,
            Function<String, Optional<Document>> documents,
            Collection<Document> included) {
        this.contents = contents;
        this.documents = documents;
        included.stream()
                .filter(Reach::isUsableComponent)
                .forEach(document ->
                        document.fields()
                                .text("name")
                                .ifPresent(name -> components.put(name, document)));
    }

    Contents contents() {
        return contents;
    }

    Optional<Document> document(String path) {
        return documents.apply(path);
    }

    /// The component at a path, of any type. One that is wrong itself is none: what refers to it is
    /// not to blame.
    Optional<Document> component(String path) {
        return document(path).filter(Reach::isUsableComponent);
    }

    /// The component that a reference names.
    Optional<Document> component(Reference reference) {
        return Optional.ofNullable(components.get(reference.target().name()))
                .filter(document ->
                        !(reference.selector() instanceof Selector.Version(var version))
                                || document.fields()
                                        .get("version")
                                        .map(Value::display)
                                        .equals(Optional.of(version)));
    }

    private static boolean isUsableComponent(Document document) {
        return document.documentClass() instanceof DocumentClass.Spec(SpecKind kind)
                && kind.isComponent()
                && document.isComplete();
    }
}
