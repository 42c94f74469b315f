package dev.plumbline.spec.compile;

import dev.plumbline.resource.Kind;
import dev.plumbline.spec.document.Document;
import dev.plumbline.spec.document.DocumentClass;
import dev.plumbline.spec.document.SpecKind;
import java.util.Optional;

/// Something that a document declares and that others ask for by name: a component of any type
/// under its name, a deployment under that of its endpoint, an online endpoint among all of them.
public record Declaration(Kind kind, String name) {
    static final Declaration ONLINE_ENDPOINTS = new Declaration(Kind.ONLINE_ENDPOINT, "*");

    /// What a document declares for others. A component that is wrong itself is none: what refers
    /// to it is not to blame. A deployment that is wrong is one all the same.
    public static Optional<Declaration> of(Document document) {
        if (!(document.documentClass() instanceof DocumentClass.Spec(SpecKind kind))) {
            return Optional.empty();
        }
        if (kind.resource().equals(Optional.of(Kind.ONLINE_ENDPOINT))) {
            return Optional.of(ONLINE_ENDPOINTS);
        }
        if (kind.isComponent()) {
            return document.fields()
                    .text("name")
                    .filter(_ -> document.isComplete())
                    .map(name -> new Declaration(Kind.COMPONENT, name));
        }
        return kind.resource().equals(Optional.of(Kind.ONLINE_DEPLOYMENT))
                ? document.fields()
                        .text("endpoint_name")
                        .filter(_ -> document.fields().text("name").isPresent())
                        .map(endpoint -> new Declaration(Kind.ONLINE_DEPLOYMENT, endpoint))
                : Optional.empty();
    }
}
