package dev.plumbline.spec.document;

import dev.plumbline.resource.Kind;
import dev.plumbline.resource.ResourceId;
import java.util.Optional;

/// The ids that documents give themselves, whether they can be used or not.
public final class DeclaredIds {
    private DeclaredIds() {}

    /// Empty when the document declares no resource, or does not say its name.
    public static Optional<ResourceId> of(Document document) {
        if (!(document.documentClass() instanceof DocumentClass.Spec(SpecKind spec))) {
            return Optional.empty();
        }
        Optional<String> name = document.fields().text("name").filter(text -> !text.isBlank());
        return spec.resource().flatMap(kind -> id(kind, name, document));
    }

    private static Optional<ResourceId> id(Kind kind, Optional<String> name, Document document) {
        return switch (kind) {
            case JOB ->
                    name.or(() -> Optional.of(document.stem()))
                            .filter(text -> !text.isBlank())
                            .map(own -> new ResourceId(kind, own));
            case ONLINE_DEPLOYMENT ->
                    document.fields()
                            .text("endpoint_name")
                            .flatMap(endpoint ->
                                    name.map(own -> ResourceId.deployment(endpoint, own)));
            case ENVIRONMENT, DATA, COMPONENT, MODEL, ONLINE_ENDPOINT, TRAFFIC ->
                    name.map(own -> new ResourceId(kind, own));
            case POLICY -> Optional.empty();
        };
    }
}
