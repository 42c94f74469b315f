package dev.plumbline.spec.compile;

import dev.plumbline.resource.Kind;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Selector;
import java.util.regex.Pattern;

/// The syntax of references. `azureml:name`, `azureml:name:version` and `azureml:name@label` name
/// assets of the workspace; ARM ids, registry and datastore URIs and URLs name what only the
/// platform can resolve and stay as written.
final class References {
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

    /// A reference to an asset of the workspace, or the text as it is.
    static Value asset(String text, Kind kind) {
        String trimmed = text.trim();
        if (!trimmed.startsWith("azureml:") || trimmed.startsWith("azureml:/")) {
            return new Value.Text(text);
        }
        String rest = trimmed.substring("azureml:".length());
        int at = rest.indexOf('@');
        int colon = rest.indexOf(':');
        if (at > 0) {
            return reference(
                    trimmed,
                    kind,
                    rest.substring(0, at),
                    new Selector.Label(rest.substring(at + 1)));
        }
        if (colon > 0) {
            return reference(
                    trimmed,
                    kind,
                    rest.substring(0, colon),
                    new Selector.Version(rest.substring(colon + 1)));
        }
        return rest.isBlank()
                ? new Value.Text(text)
                : reference(trimmed, kind, rest, new Selector.Current());
    }

    private static Value reference(String text, Kind kind, String name, Selector selector) {
        return new Value.Reference(text, new ResourceId(kind, name), selector);
    }
}
