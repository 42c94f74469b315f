package dev.plumbline.spec.compile;

import dev.plumbline.resource.Kind;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Reference;
import dev.plumbline.resource.Value.Selector;
import dev.plumbline.spec.document.Document;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What one document can name: any document of the repository by its path, files and folders, and
/// what the workspace declares, by name. It notes all that is asked for.
final class Reach {
    private final Surroundings surroundings;
    private final Contents contents;
    private final Set<String> paths = new HashSet<>();
    private final Set<String> besides = new HashSet<>();
    private final Set<String> documents = new HashSet<>();
    private final Set<Declaration> declarations = new HashSet<>();

    Reach(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.contents =
                new Contents(
                        new NotedTree(surroundings.tree(), paths),
                        new NotedTree(surroundings.tree(), besides),
                        file ->
                                surroundings
                                        .document(file.path())
                                        .filter(Document::isDeclaration)
                                        .isPresent());
    }

    Contents contents() {
        return contents;
    }

    Optional<Document> document(String path) {
        paths.add(path);
        documents.add(path);
        return surroundings.document(path);
    }

    /// The component at a path, of any type. One that is wrong itself is none: what refers to it is
    /// not to blame.
    Optional<Document> component(String path) {
        return document(path)
                .filter(document ->
                        Declaration.of(document)
                                .filter(declared -> declared.kind() == Kind.COMPONENT)
                                .isPresent());
    }

    /// The component that a reference names.
    Optional<Document> component(Reference reference) {
        return declaring(new Declaration(Kind.COMPONENT, reference.target().name())).stream()
                .filter(document ->
                        !(reference.selector() instanceof Selector.Version(var version))
                                || document.fields()
                                        .get("version")
                                        .map(Value::display)
                                        .equals(Optional.of(version)))
                .findFirst();
    }

    /// The names of an endpoint's deployments.
    List<String> deployments(String endpoint) {
        return declaring(new Declaration(Kind.ONLINE_DEPLOYMENT, endpoint)).stream()
                .map(document -> document.fields().text("name").orElseThrow())
                .distinct()
                .sorted()
                .toList();
    }

    /// A deployment's own document.
    Optional<Document> deployment(ResourceId id) {
        return declaring(new Declaration(Kind.ONLINE_DEPLOYMENT, id.endpoint())).stream()
                .filter(document ->
                        document.fields().text("name").equals(Optional.of(id.shortName())))
                .findFirst();
    }

    /// The names of the endpoints that some file declares a deployment for.
    Set<String> endpointsWithDeployments() {
        declarations.add(Declaration.any(Kind.ONLINE_DEPLOYMENT));
        return surroundings.names(Kind.ONLINE_DEPLOYMENT);
    }

    /// The names of the online endpoints, for a name that is none of them; empty when it is one.
    Set<String> otherEndpoints(String name) {
        if (!declaring(new Declaration(Kind.ONLINE_ENDPOINT, name)).isEmpty()) {
            return Set.of();
        }
        declarations.add(Declaration.any(Kind.ONLINE_ENDPOINT));
        return surroundings.names(Kind.ONLINE_ENDPOINT);
    }

    private List<Document> declaring(Declaration declaration) {
        declarations.add(declaration);
        return surroundings.declaring(declaration);
    }

    Footprint footprint() {
        return new Footprint(paths, besides, documents, declarations);
    }
}
