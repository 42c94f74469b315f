package dev.plumbline.spec.compile;

import dev.plumbline.resource.Kind;
import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Fields;
import dev.plumbline.resource.Value.Reference;
import dev.plumbline.resource.Value.Selector;
import dev.plumbline.spec.document.Document;
import dev.plumbline.spec.document.DocumentClass;
import dev.plumbline.spec.document.SpecKind;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The components that the repository holds, by what nodes say of them. One that is wrong itself is
/// not among them: what refers to it is not to blame.
final class KnownComponents {
    private final Map<String, Document> byName;

    private KnownComponents(Map<String, Document> byName) {
        this.byName = byName;
    }

    /// @param included the documents of the workspace
    static KnownComponents of(Collection<Document> included) {
        Map<String, Document> byName = new HashMap<>();
        included.stream()
                .filter(KnownComponents::isComponent)
                .forEach(document ->
                        document.fields()
                                .text("name")
                                .ifPresent(name -> byName.put(name, document)));
        return new KnownComponents(byName);
    }

    private static boolean isComponent(Document document) {
        return document.documentClass() instanceof DocumentClass.Spec(SpecKind kind)
                && kind.isComponent()
                && document.isComplete();
    }

    /// @param text the value of a node's `component`: a path relative to the document, or
    ///   `azureml:name:version`
    Optional<Fields> find(String text, CompileContext context) {
        if (References.isLocalPath(text)) {
            return context.whereIs(text)
                    .flatMap(context::document)
                    .filter(KnownComponents::isComponent)
                    .map(Document::fields);
        }
        return References.asset(text, Kind.COMPONENT)
                .filter(Reference.class::isInstance)
                .map(Reference.class::cast)
                .flatMap(this::named);
    }

    private Optional<Fields> named(Reference reference) {
        return Optional.ofNullable(byName.get(reference.target().name()))
                .map(Document::fields)
                .filter(fields ->
                        !(reference.selector() instanceof Selector.Version(var version))
                                || fields.get("version")
                                        .map(Value::display)
                                        .equals(Optional.of(version)));
    }
}
