package dev.plumbline.spec.compile;

import dev.plumbline.spec.problem.Nearest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Whether a reference is well formed, and of the right type for its field. What it names is not
/// asked for: that only the platform knows.
final class ReferenceForms {
    private static final Pattern TO_FILL_IN = Pattern.compile("[<>{}]");
    private static final Pattern SHORT =
            Pattern.compile("azureml:[\\w][\\w.-]*(?:[:@](?<selected>[^\\s:@/]+))?");
    private static final Pattern ARM =
            Pattern.compile(
                    "/?subscriptions/[^/]+/resourceGroups/[^/]+/providers/[^/]+/(?:workspaces|registries)/[^/]+/(?<type>[^/]+)/(?<name>[^/]+)(?:/(?:versions|labels)/[^/]+)?",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern ANY_ARM =
            Pattern.compile(
                    "/?subscriptions/[^/]+/resourceGroups/[^/]+/providers/[^/]+/[^/]+/.*[^/]",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern REGISTRY =
            Pattern.compile(
                    "(?:registries|feeds)/[^/]+/(?<type>[^/]+)/[^/]+(?:/(?:versions|labels)/[^/]+)?",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern LOCATION =
            Pattern.compile(
                    "locations/[^/]+/workspaces/[^/]+/(?<type>[^/]+)/[^/]+/versions/[^/]+",
                    Pattern.CASE_INSENSITIVE);
    private static final List<Form> FILES =
            List.of(
                    new Form("datastores", "[^/]+(?:/paths(?:/.*)?)?", "<datastore>/paths/<path>"),
                    new Form(
                            "subscriptions",
                            "[^/]+/resourcegroups/[^/]+/(?:providers/[^/]+/)?workspaces/[^/]+/[^/]+/[^/]+(?:/.*)?",
                            "<id>/resourcegroups/<group>/workspaces/<workspace>/datastores/<datastore>/paths/<path>"),
                    new Form(
                            "jobs",
                            "[^/]+/outputs/[^/]+(?:/paths(?:/.*)?)?",
                            "<job>/outputs/<output>/paths/<path>"));

    /// Other forms that the SDK reads.
    private static final List<String> OTHER = List.of("resourcegroups", "models", "data");

    private static final List<String> HEADS =
            List.of("registries", "datastores", "jobs", "locations", "subscriptions", "feeds");
    private static final List<String> SCHEMES =
            List.of(
                    "azureml",
                    "http",
                    "https",
                    "wasb",
                    "wasbs",
                    "abfs",
                    "abfss",
                    "adl",
                    "runs",
                    "mlflow-model",
                    "file",
                    "folder",
                    "dbfs",
                    "hdfs",
                    "git+https",
                    "git+ssh",
                    "git+http",
                    "git+file");

    /// A URI of files: what stands after its first word, and how that is written.
    private record Form(String head, String rest, String shown) {
        boolean fits(String uri) {
            return Pattern.compile(head + "/" + rest, Pattern.CASE_INSENSITIVE)
                    .matcher(uri)
                    .matches();
        }
    }

    private ReferenceForms() {}

    /// What is wrong with a reference, and the right form; empty when nothing is. A path is none.
    static Optional<String> fault(String written, ReferenceTarget target) {
        String text = written.strip();
        if (TO_FILL_IN.matcher(text).find() || References.isLocalPath(text)) {
            return Optional.empty();
        }
        String scheme = text.substring(0, Math.max(0, text.indexOf(':')));
        return switch (scheme.toLowerCase(Locale.ROOT)) {
            case "azureml" -> azureml(text, target);
            case "runs" -> expect(text, "runs:/[^/?]+/.+", "a path of a run", "runs:/<run>/<path>");
            case String git when git.startsWith("git+") ->
                    expect(
                            text,
                            "git\\+(https?|ssh|file)://[^/]*/?.+",
                            "a Git repository",
                            "git+https://<host>/<repository>");
            case String other ->
                    SCHEMES.contains(other) || other.length() < 4
                            ? Optional.empty()
                            : Nearest.to(other, SCHEMES)
                                    .map(near ->
                                            "whose scheme is not known; did you mean \""
                                                    + near
                                                    + ":\"?");
        };
    }

    private static Optional<String> expect(String text, String pattern, String what, String shown) {
        return text.matches(pattern)
                ? Optional.empty()
                : Optional.of("which is not " + what + "; write " + shown);
    }

    private static Optional<String> azureml(String text, ReferenceTarget target) {
        String rest = text.substring("azureml:".length());
        if (rest.startsWith("//")) {
            return uri(rest.substring(2), target);
        }
        if (rest.matches("(?i)/?subscriptions/.*") || rest.startsWith("/")) {
            return arm(rest, target);
        }
        Matcher matcher = SHORT.matcher(text);
        if (!matcher.matches()) {
            return Optional.of(
                    "which names no "
                            + target.word()
                            + (target.isVersioned() ? " and version" : "")
                            + "; write "
                            + shortForm(target));
        }
        return matcher.group("selected") == null || target.isVersioned()
                ? Optional.empty()
                : Optional.of(
                        "but a " + target.word() + " has no version; write " + shortForm(target));
    }

    private static String shortForm(ReferenceTarget target) {
        return target.isVersioned()
                ? "azureml:<name>:<version> or azureml:<name>@<label>"
                : "azureml:<name>";
    }

    private static Optional<String> arm(String id, ReferenceTarget target) {
        Matcher matcher = ARM.matcher(id);
        boolean fits =
                matcher.matches()
                        ? target.isIn(matcher.group("type"))
                        : target == ReferenceTarget.COMPUTE && ANY_ARM.matcher(id).matches();
        return fits
                ? Optional.empty()
                : Optional.of(
                        "which is no ARM id of a "
                                + target.word()
                                + "; write azureml:/subscriptions/<id>/resourceGroups/<group>/providers/Microsoft.MachineLearningServices/workspaces/<workspace>/"
                                + target.collection()
                                + "/<name>"
                                + (target.isVersioned() ? "/versions/<version>" : ""));
    }

    private static Optional<String> uri(String uri, ReferenceTarget target) {
        String head = uri.substring(0, uri.contains("/") ? uri.indexOf('/') : uri.length());
        String word = head.toLowerCase(Locale.ROOT);
        Optional<Form> form = FILES.stream().filter(each -> each.head.equals(word)).findFirst();
        if (form.isPresent() && target.isFiles()) {
            return form.get().fits(uri)
                    ? Optional.empty()
                    : Optional.of(
                            "which is not whole; write azureml://"
                                    + word
                                    + "/"
                                    + form.get().shown());
        }
        return switch (word) {
            case "registries", "feeds" ->
                    asset(
                            REGISTRY.matcher(uri),
                            target,
                            word + "/<registry>/" + target.collection() + "/<name>");
            case "locations" ->
                    asset(
                            LOCATION.matcher(uri),
                            target,
                            "locations/<region>/workspaces/<id>/"
                                    + target.collection()
                                    + "/<name>");
            case String _ when form.isPresent() || OTHER.contains(word) -> Optional.empty();
            default ->
                    Optional.of(
                            "which is no URI of Azure ML"
                                    + Nearest.to(word, HEADS)
                                            .map(near -> "; did you mean azureml://" + near + "/…?")
                                            .orElse(
                                                    "; it begins with azureml:// and one of "
                                                            + String.join(", ", HEADS)));
        };
    }

    private static Optional<String> asset(Matcher matcher, ReferenceTarget target, String shown) {
        return matcher.matches() && target.isIn(matcher.group("type"))
                ? Optional.empty()
                : Optional.of(
                        "which names no "
                                + target.word()
                                + "; write azureml://"
                                + shown
                                + (target.isVersioned() ? "/versions/<version>" : ""));
    }
}
