package dev.plumbline.spec.compile;

import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Content;
import dev.plumbline.resource.Value.ContentFile;
import dev.plumbline.resource.Value.Fields;
import dev.plumbline.resource.Value.Items;
import dev.plumbline.resource.Value.Text;
import dev.plumbline.spec.problem.Paths;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What a component's `additional_includes` add to its code: files and folders from elsewhere, laid
/// into the root of the code under their own names.
final class AdditionalIncludes {
    private static final String KEY = "additional_includes";

    private final CompileContext context;
    private final Map<String, ContentFile> files = new TreeMap<>();

    AdditionalIncludes(CompileContext context) {
        this.context = context;
    }

    /// The component with its code and includes as one content.
    ///
    /// @param component its `code` is compiled already
    Fields merge(Fields component, List<String> at) {
        if (!(component.get(KEY).orElse(Value.Null.NULL) instanceof Items(var includes))
                || includes.isEmpty()) {
            return component;
        }
        List<String> here = Paths.below(at, KEY);
        Optional<Value> code = component.get("code");
        code.ifPresent(this::addCode);
        for (int i = 0; i < includes.size(); i++) {
            add(includes.get(i), Paths.below(here, Integer.toString(i)));
        }
        if (code.isPresent() && !(code.get() instanceof Content)) {
            context.incomplete(
                    "unmanaged",
                    KEY
                            + " cannot be added to code that is not in the repository, so this is not applied; keep the code in Git",
                    here);
            return component;
        }
        String root =
                code.map(each -> ((Content) each).path())
                        .orElseGet(() -> context.path(".", List.of()).orElse(""));
        return component
                .with("code", Contents.folder(root, List.copyOf(files.values())))
                .without(KEY);
    }

    private void addCode(Value code) {
        if (code instanceof Content content) {
            content.files().forEach(file -> put(name(content, file), file));
        }
    }

    private void add(Value include, List<String> at) {
        switch (include) {
            case Text(var path) -> local(path, at);
            case Fields artifact -> artifact(artifact, at);
            case Value _ -> {}
        }
    }

    private void local(String path, List<String> at) {
        if (path.endsWith(".zip") && context.isFolder(path.substring(0, path.length() - 4))) {
            context.incomplete(
                    "unmanaged",
                    "\""
                            + path
                            + "\" asks for a folder as a zip file, which this version does not make, so this is not applied; include the folder itself",
                    at);
            return;
        }
        if (!(context.code(path, at) instanceof Content content)) {
            return;
        }
        String name = content.path().substring(content.path().lastIndexOf('/') + 1);
        boolean isThere =
                files.keySet().stream()
                        .anyMatch(each -> each.equals(name) || each.startsWith(name + "/"));
        if (isThere) {
            context.error(
                    "path",
                    "\""
                            + path
                            + "\" would be laid over "
                            + name
                            + ", which the code already holds; rename one of them",
                    at);
            return;
        }
        content.files()
                .forEach(
                        file -> put(file.path().isEmpty() ? name : name + "/" + file.path(), file));
    }

    /// A package of Azure DevOps, which nobody holds but the feed.
    private void artifact(Fields artifact, List<String> at) {
        for (String key : List.of("feed", "name", "version")) {
            if (!artifact.has(key)) {
                context.error("schema", "an artifact needs feed, name and version; add " + key, at);
                return;
            }
        }
        context.incomplete(
                "unmanaged",
                "an artifact of a feed is not fetched by this version, so this is not applied; keep its files in the repository",
                at);
    }

    private static String name(Content content, ContentFile file) {
        return file.path().isEmpty()
                ? content.path().substring(content.path().lastIndexOf('/') + 1)
                : file.path();
    }

    private void put(String path, ContentFile file) {
        files.put(path, new ContentFile(path, file.blob(), file.executable()));
    }
}
