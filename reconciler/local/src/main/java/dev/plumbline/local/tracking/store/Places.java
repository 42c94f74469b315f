package dev.plumbline.local.tracking.store;

import dev.plumbline.local.tracking.protocol.TrackingException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/// Where the files of runs and logged models lie. Clients know them by `mlflow-artifacts:` URIs,
/// which they read and write over HTTP, so that they need not run on this machine.
public final class Places {
    private static final String SCHEME = "mlflow-artifacts:";
    private static final String SERVICE = "/mlflow-artifacts/artifacts/";
    private static final String FILES = "artifacts";
    private static final String MODELS = "models";

    private final Path root;

    /// @param root the folder that holds them all
    public Places(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    public Path root() {
        return root;
    }

    public Path experiment(long experiment) {
        return root.resolve(Long.toString(experiment));
    }

    public Path run(long experiment, String run) {
        return experiment(experiment).resolve(run).resolve(FILES);
    }

    public Path model(long experiment, String model) {
        return experiment(experiment).resolve(MODELS).resolve(model).resolve(FILES);
    }

    /// The URI of a place, for clients.
    public String uri(Path place) {
        return SCHEME + "/" + root.relativize(place).toString().replace('\\', '/');
    }

    /// The URI of a version of a model, whose files are in the store of all assets.
    public static String versionUri(String workspace, String name, String version) {
        return "%s/%s/%s/%s/%s".formatted(SCHEME, MODELS, workspace, name, version);
    }

    /// The place of a URI that this API gave out, also with the address of an agent in it.
    public Optional<Path> ofUri(String uri) {
        if (uri.startsWith(SCHEME)) {
            String path = uri.substring(SCHEME.length());
            int slash = path.startsWith("//") ? path.indexOf('/', 2) : 0;
            return slash < 0 ? Optional.empty() : Optional.of(inside(path.substring(slash)));
        }
        int service = uri.startsWith("http") ? uri.indexOf(SERVICE) : -1;
        return service < 0
                ? Optional.empty()
                : Optional.of(inside(uri.substring(service + SERVICE.length())));
    }

    /// A place below the root.
    ///
    /// @throws TrackingException when the path leads out of it
    public Path inside(String path) {
        return inside(root, path.replaceFirst("^/+", ""));
    }

    /// A place below another one, or that itself.
    ///
    /// @throws TrackingException when the path leads out of it
    public static Path inside(Path folder, String path) {
        try {
            Path place = folder.resolve(path).normalize();
            if (place.startsWith(folder)) {
                return place;
            }
        } catch (InvalidPathException _) {
            // refused with the others
        }
        throw TrackingException.invalid(
                "\"path\" is \"%s\"; it must be a path below the run's files".formatted(path));
    }

    /// What a place belongs to, by its path.
    public sealed interface Holder {
        record Run(String id) implements Holder {}

        record Model(String id) implements Holder {}
    }

    /// The run or the logged model whose files these are.
    public Optional<Holder> holder(Path place) {
        Path path = root.relativize(place);
        if (path.getNameCount() > 3
                && path.getName(1).toString().equals(MODELS)
                && path.getName(3).toString().equals(FILES)) {
            return Optional.of(new Holder.Model(path.getName(2).toString()));
        }
        return path.getNameCount() > 2 && path.getName(2).toString().equals(FILES)
                ? Optional.of(new Holder.Run(path.getName(1).toString()))
                : Optional.empty();
    }
}
