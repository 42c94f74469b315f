package dev.plumbline.spec.compile;

import dev.plumbline.resource.Kind;
import dev.plumbline.resource.Pool;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Selector;
import java.util.Optional;
import java.util.regex.Pattern;

/// The syntax of references. `azureml:name`, `azureml:name:version` and `azureml:name@label` name
/// assets of the workspace; ARM ids, registry and datastore URIs and URLs name what only the
/// platform can resolve and stay as written.
final class References {
    /// Documents beside each other refer to the same.
    private static final Pool<Value.Reference> SHARED = new Pool<>(4096);

    private static final Pattern SCHEME =
            Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*", Pattern.DOTALL);

    private References() {}

    /// Whether a text is a path in the repository: it has no scheme, or the scheme `file:`.
    static boolean isLocalPath(String text) {
        return text.startsWith("file:")
                || !SCHEME.matcher(text).matches() && !text.startsWith("git+");
    }

    /// The path itself, without `file:`.
    static String localPath(String text) {
        return text.startsWith("file:") ? text.substring("file:".length()) : text;
    }

    /// A reference to an asset of the workspace, or the text as it is. Empty when it is meant as
    /// one and lacks the name, the version or the label.
    static Optional<Value> asset(String text, Kind kind) {
        String trimmed = text.trim();
        if (!trimmed.startsWith("azureml:") || trimmed.startsWith("azureml:/")) {
            return Optional.of(new Value.Text(text));
        }
        String rest = trimmed.substring("azureml:".length());
        int at = rest.indexOf('@');
        int end = at >= 0 ? at : rest.indexOf(':');
        String name = end >= 0 ? rest.substring(0, end) : rest;
        String selected = end >= 0 ? rest.substring(end + 1) : "";
        if (name.isBlank() || end >= 0 && selected.isBlank()) {
            return Optional.empty();
        }
        Selector selector =
                end < 0
                        ? new Selector.Current()
                        : at >= 0 ? new Selector.Label(selected) : new Selector.Version(selected);
        return Optional.of(
                SHARED.canonical(
                        new Value.Reference(trimmed, new ResourceId(kind, name), selector)));
    }
}
