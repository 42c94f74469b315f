package dev.plumbline.spec.compile;

import dev.plumbline.resource.Kind;
import dev.plumbline.spec.document.Document;
import dev.plumbline.spec.document.DocumentClass;
import dev.plumbline.spec.document.SpecKind;
import java.util.Optional;

/// Something that a document declares and that others ask for by name: a component of any type
/// under its name, a deployment under that of its endpoint, an online endpoint under its name.
public record Declaration(Kind kind, String name) {
    /// What names there are of a kind, for who asks for all of them. No resource has such a name.
    public static Declaration any(Kind kind) {
        return new Declaration(kind, "");
    }

    /// What a document declares for others. A component that is wrong itself is none: what refers
    /// to it is not to blame. A deployment that is wrong is one all the same.
    public static Optional<Declaration> of(Document document) {
        if (!(document.documentClass() instanceof DocumentClass.Spec(SpecKind kind))) {
            return Optional.empty();
        }
        if (kind.resource().equals(Optional.of(Kind.ONLINE_ENDPOINT))) {
            return document.fields()
                    .text("name")
                    .map(name -> new Declaration(Kind.ONLINE_ENDPOINT, name));
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
