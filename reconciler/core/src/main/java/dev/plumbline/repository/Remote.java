package dev.plumbline.repository;

import dev.plumbline.repository.RepositoryException.Reason;
import dev.plumbline.repository.nearby.NearbyRepository;
import java.io.File;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jgit.errors.NoRemoteRepositoryException;
import org.eclipse.jgit.errors.NotSupportedException;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryCache;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;
import org.eclipse.jgit.util.FS;
import org.jspecify.annotations.Nullable;

/// The repository that is cloned from. Credentials in its URL are taken out at once and given to
/// the transport apart, so that they reach no message, no stack trace and no file.
final class Remote implements AutoCloseable {
    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://.*");
    private static final Pattern SCP_LIKE = Pattern.compile("[^/]+:.*");

    /// The hooks that may refuse or follow a push.
    private static final List<String> RECEIVING =
            List.of("pre-receive", "update", "post-receive", "post-update", "proc-receive");

    /// Under its usual name the transport would do the work of `git receive-pack` itself, without
    /// hooks.
    private static final String WITH_HOOKS = "exec git receive-pack";

    /// How long a silent remote is waited for.
    private static final int TIMEOUT_SECONDS = 60;

    private final URIish uri;
    private final Optional<Path> folder;
    private final Optional<CredentialsProvider> credentials;
    private final boolean heedsHooks;
    private final NearbyRepository nearby = new NearbyRepository();

    private Remote(URIish uri, Optional<Path> folder, Optional<CredentialsProvider> credentials) {
        this(uri, folder, credentials, false);
    }

    private Remote(
            URIish uri,
            Optional<Path> folder,
            Optional<CredentialsProvider> credentials,
            boolean heedsHooks) {
        this.uri = uri;
        this.folder = folder;
        this.credentials = credentials;
        this.heedsHooks = heedsHooks;
    }

    /// The same remote, whose hooks judge what is pushed to it. A server runs them anyway; for a
    /// folder on this machine, the `git` that is installed does.
    Remote heedingHooks() {
        return new Remote(uri, folder, credentials, hasHooks());
    }

    private boolean hasHooks() {
        return gitFolder()
                .map(path -> path.resolve("hooks"))
                .filter(hooks ->
                        RECEIVING.stream()
                                .anyMatch(hook -> Files.isExecutable(hooks.resolve(hook))))
                .isPresent();
    }

    /// Reads a URL, an scp-like address (`git@host:path`) or a path; a relative path is taken from
    /// the working folder.
    static Remote of(String url) {
        try {
            var scheme = SCHEME.matcher(url);
            if (scheme.matches() && !scheme.group(1).equalsIgnoreCase("file")) {
                return overNetwork(new URIish(url), scheme.group(1).toLowerCase(Locale.ROOT));
            }
            if (!scheme.matches() && SCP_LIKE.matcher(url).matches()) {
                return overNetwork(new URIish(url), "ssh");
            }
            String path = scheme.matches() ? new URIish(url).getPath() : url;
            Path folder = Path.of(path).toAbsolutePath().normalize();
            return new Remote(new URIish(folder.toString()), Optional.of(folder), Optional.empty());
        } catch (URISyntaxException | IllegalArgumentException _) {
            // The cause would repeat the URL, credentials and all.
            throw new RepositoryException(
                    Reason.NOT_SUPPORTED,
                    "\""
                            + withoutUserInfo(url)
                            + "\" is no repository URL; write https://host/path or a path");
        }
    }

    private static Remote overNetwork(URIish uri, String scheme) {
        if (Optional.ofNullable(uri.getHost()).orElse("").isBlank()) {
            throw new IllegalArgumentException("no host");
        }
        String user = Optional.ofNullable(uri.getUser()).orElse("");
        String password = Optional.ofNullable(uri.getPass()).orElse("");
        boolean ssh = scheme.contains("ssh");
        // The user of an SSH URL is part of the address (`git@`), that of an HTTP URL may be a
        // token.
        URIish bare = ssh ? uri.setPass(null) : uri.setPass(null).setUser(null);
        Optional<CredentialsProvider> credentials =
                password.isEmpty() && (ssh || user.isEmpty())
                        ? Optional.empty()
                        : Optional.of(new UsernamePasswordCredentialsProvider(user, password));
        return new Remote(bare, Optional.empty(), credentials);
    }

    private static String withoutUserInfo(String url) {
        return url.replaceFirst("://[^/]*@", "://");
    }

    /// A conversation with the remote over an open transport.
    @FunctionalInterface
    interface Conversation<T> {
        T with(Transport transport) throws IOException;
    }

    /// @param doing what is being done, for messages: `fetch from`
    /// @throws RepositoryException when the remote is not there, does not answer or denies
    <T> T talk(Repository clone, String doing, Conversation<T> conversation) {
        if (folder.isPresent() && gitFolder().isEmpty()) {
            throw notThere(doing, null);
        }
        if (isSsh()) {
            throw new RepositoryException(
                    Reason.NOT_SUPPORTED,
                    "cannot " + doing + " " + this + ": SSH is not supported; use its https URL");
        }
        try (Transport transport = open(clone)) {
            transport.setTimeout(TIMEOUT_SECONDS);
            credentials.ifPresent(transport::setCredentialsProvider);
            if (heedsHooks) {
                transport.setOptionReceivePack(WITH_HOOKS);
            }
            return conversation.with(transport);
        } catch (IOException e) {
            throw failure(doing, e);
        }
    }

    private Transport open(Repository clone) throws IOException {
        Optional<Path> here = gitFolder();
        return here.isPresent() && !heedsHooks
                ? nearby.connect(clone, uri, here.get())
                : Transport.open(clone, uri);
    }

    private boolean isSsh() {
        return folder.isEmpty() && (uri.getScheme() == null || uri.getScheme().contains("ssh"));
    }

    private RepositoryException failure(String doing, IOException e) {
        String what = "cannot " + doing + " " + this + ": ";
        String why = withoutUserInfo(String.valueOf(e.getMessage()));
        if (e instanceof NoRemoteRepositoryException) {
            return notThere(doing, e);
        }
        if (e instanceof NotSupportedException) {
            return new RepositoryException(
                    Reason.NOT_SUPPORTED, what + "use an https URL or a path", e);
        }
        if (isDenied(why.toLowerCase(Locale.ROOT))) {
            return new RepositoryException(
                    Reason.AUTHENTICATION,
                    what + "it denies access (" + why + "); check the credentials",
                    e);
        }
        return new RepositoryException(
                Reason.NOT_REACHABLE, what + network(e).orElse(why) + "; it is tried again", e);
    }

    private RepositoryException notThere(String doing, @Nullable Throwable cause) {
        String message =
                "cannot "
                        + doing
                        + " "
                        + this
                        + ": there is no Git repository; check the path or URL";
        return cause == null
                ? new RepositoryException(Reason.NOT_THERE, message)
                : new RepositoryException(Reason.NOT_THERE, message, cause);
    }

    private static boolean isDenied(String why) {
        return why.contains("not authorized")
                || why.contains("authentication")
                || why.contains("not permitted")
                || why.contains("auth fail");
    }

    private static Optional<String> network(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case UnknownHostException _ -> {
                    return Optional.of("the host name is not known");
                }
                case ConnectException _, NoRouteToHostException _ -> {
                    return Optional.of("the host does not answer (" + cause.getMessage() + ")");
                }
                case SocketTimeoutException _ -> {
                    return Optional.of("the host did not answer in time");
                }
                default -> {}
            }
        }
        return Optional.empty();
    }

    /// The Git folder of a remote on this machine, bare or below a work tree; empty when there is
    /// none.
    Optional<Path> gitFolder() {
        return folder.flatMap(path ->
                        Optional.ofNullable(
                                RepositoryCache.FileKey.resolve(path.toFile(), FS.DETECTED)))
                .map(File::toPath);
    }

    @Override
    public void close() {
        nearby.close();
    }

    /// The URL or absolute path, without credentials.
    @Override
    public String toString() {
        String text = folder.map(Path::toString).orElseGet(() -> uri.setUser(null).toString());
        int query = folder.isPresent() ? -1 : text.indexOf('?');
        return query < 0 ? text : text.substring(0, query);
    }
}
