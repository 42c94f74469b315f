package dev.plumbline.spec.edit;

import dev.plumbline.repository.SourceTree;
import dev.plumbline.repository.TreeFile;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.Resource;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Fields;
import dev.plumbline.resource.VersionedId;
import dev.plumbline.spec.SpecSet;
import dev.plumbline.spec.WorkspaceSpecs;
import dev.plumbline.spec.document.Document;
import dev.plumbline.spec.problem.Position;
import dev.plumbline.spec.source.DocumentCache;
import dev.plumbline.spec.source.DocumentSource;
import dev.plumbline.spec.source.WorkspaceView;
import dev.plumbline.spec.workspace.PlumblineFile;
import dev.plumbline.spec.workspace.SpecOverride;
import dev.plumbline.spec.workspace.Tokens;
import dev.plumbline.spec.workspace.WorkspaceConfig;
import dev.plumbline.spec.yaml.ScalarPlace;
import dev.plumbline.spec.yaml.YamlDocument;
import dev.plumbline.spec.yaml.YamlException;
import dev.plumbline.spec.yaml.YamlReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// Sets the version of a deployment's model where it is declared: in the deployment's document, or
/// in `plumbline.yml` where a workspace's `set` gives the value. Comments, quotes, order and line
/// ends stay.
public final class ModelVersionEdit {
    private static final String MODEL = "model";

    private final SourceTree tree;
    private final SpecSet specs;
    private final DocumentCache documents = new DocumentCache();

    /// Where a value is declared.
    private record Place(String path, List<String> keys) {}

    /// @param specs those of the tree
    public ModelVersionEdit(SourceTree tree, SpecSet specs) {
        this.tree = tree;
        this.specs = specs;
    }

    /// @param workspace its short name
    /// @throws EditRefusedException when the version cannot be set there
    public EditedFile of(String workspace, ResourceId deployment, VersionedId model)
            throws EditRefusedException {
        Resource declared =
                specs.workspace(workspace)
                        .flatMap(each -> each.graph().get(deployment))
                        .orElseThrow(() ->
                                new EditRefusedException(
                                        deployment + " is not declared in " + workspace));
        Place place = place(workspace, declared.source().path());
        String text = "azureml:" + model.id().name() + ":" + model.version();
        List<String> workspaces =
                specs.workspaces().stream()
                        .map(each -> each.config().name())
                        .filter(name -> name.equals(workspace) || isFor(name, declared, place))
                        .toList();
        return edited(place, text, workspaces);
    }

    private boolean isFor(String workspace, Resource declared, Place place) {
        String path = declared.source().path();
        return specs.workspace(workspace).stream()
                        .flatMap(each -> each.graph().resources().values().stream())
                        .anyMatch(resource ->
                                resource.id().kind() == Kind.ONLINE_DEPLOYMENT
                                        && resource.source().path().equals(path))
                && place(workspace, path).equals(place);
    }

    private Place place(String workspace, String path) {
        for (int i = 0; i < specs.workspaces().size(); i++) {
            WorkspaceSpecs each = specs.workspaces().get(i);
            if (each.config().name().equals(workspace)) {
                String entry = String.valueOf(i);
                return set(each.config(), path)
                        .map(set ->
                                new Place(
                                        PlumblineFile.PATH,
                                        List.of(
                                                "workspaces",
                                                entry,
                                                "set",
                                                String.valueOf(set),
                                                "values",
                                                MODEL)))
                        .orElseGet(() -> new Place(path, List.of(MODEL)));
            }
        }
        return new Place(path, List.of(MODEL));
    }

    /// The entry of `set` that gives the model; the last one counts.
    private Optional<Integer> set(WorkspaceConfig config, String path) {
        WorkspaceView view = WorkspaceView.of(config);
        return new DocumentSource(tree, view, documents)
                        .document(path)
                        .map(Document::yaml)
                        .map(YamlDocument::value)
                        .filter(Fields.class::isInstance)
                        .stream()
                        .flatMap(value -> view.steps(path, (Fields) value).stream())
                        .filter(step ->
                                step.applied().edits().stream()
                                        .map(SpecOverride.Edit::key)
                                        .anyMatch(MODEL::equals))
                        .map(WorkspaceView.Step::index)
                        .reduce((_, later) -> later);
    }

    private EditedFile edited(Place place, String now, List<String> workspaces)
            throws EditRefusedException {
        byte[] bytes = read(place.path());
        String raw = new String(bytes, StandardCharsets.UTF_8);
        int mark = raw.startsWith("\uFEFF") ? 1 : 0;
        try {
            byte[] masked = masked(raw);
            ScalarPlace found = ScalarPlace.of(masked, place.keys());
            String before = raw.substring(mark + found.from(), mark + found.to());
            if (!Tokens.inValue(before).isEmpty()) {
                throw refused(
                        place,
                        found.position(),
                        "the model is \"%s\", whose version comes from a token; write the version there instead"
                                .formatted(before));
            }
            String after =
                    raw.substring(0, mark + found.from()) + now + raw.substring(mark + found.to());
            requireSame(place, masked, masked(after), now);
            return new EditedFile(
                    place.path(),
                    found.position(),
                    before,
                    now,
                    after.getBytes(StandardCharsets.UTF_8),
                    workspaces);
        } catch (YamlException e) {
            throw refused(place, e.position(), String.valueOf(e.getMessage()));
        }
    }

    private static EditRefusedException refused(Place place, Position at, String why) {
        return new EditRefusedException(
                "%s:%d:%d: %s".formatted(place.path(), at.line(), at.column(), why));
    }

    private byte[] read(String path) throws EditRefusedException {
        try {
            Optional<TreeFile> file = tree.file(path);
            return tree.read(
                    file.orElseThrow(() -> new EditRefusedException(path + " is not there")));
        } catch (IOException e) {
            throw new EditRefusedException(path + " cannot be read: " + e.getMessage());
        }
    }

    /// Tokens may stand where YAML takes them for something else; texts of their length do not.
    private static byte[] masked(String text) {
        return Tokens.masked(text).getBytes(StandardCharsets.UTF_8);
    }

    /// What is written means what it should, and nothing else means another thing.
    private static void requireSame(Place place, byte[] before, byte[] after, String now)
            throws YamlException, EditRefusedException {
        List<Value> was = leaves(before);
        List<Value> is = leaves(after);
        boolean isSame = was.size() == is.size();
        int others = 0;
        for (int i = 0; isSame && i < was.size(); i++) {
            if (!was.get(i).equals(is.get(i))) {
                others++;
                isSame = is.get(i).equals(Value.text(now));
            }
        }
        if (!isSame || others > 1) {
            throw new EditRefusedException(
                    "%s: \"%s\" cannot be written as it stands there; set it by hand"
                            .formatted(place.path(), now));
        }
    }

    private static List<Value> leaves(byte[] file) throws YamlException {
        return YamlReader.read(file).map(YamlDocument::value).map(Value::leaves).orElse(List.of());
    }
}
