package dev.plumbline.repository;

import dev.plumbline.repository.RepositoryException.Reason;
import dev.plumbline.repository.nearby.NearbyRepository;
import dev.plumbline.repository.transport.Credentials;
import dev.plumbline.repository.transport.ServerConnections;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryCache;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;
import org.eclipse.jgit.util.FS;

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
    private final ServerConnections server;
    private final boolean heedsHooks;
    private final NearbyRepository nearby = new NearbyRepository();

    private Remote(
            URIish uri, Optional<Path> folder, ServerConnections server, boolean heedsHooks) {
        this.uri = uri;
        this.folder = folder;
        this.server = server;
        this.heedsHooks = heedsHooks;
    }

    /// The same remote, whose hooks judge what is pushed to it. A server runs them anyway; for a
    /// folder on this machine, the `git` that is installed does.
    Remote heedingHooks() {
        return hasHooks() ? new Remote(uri, folder, server, true) : this;
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
        return of(RemoteAddress.of(url));
    }

    static Remote of(RemoteAddress address) {
        String url = address.url();
        Credentials credentials = address.credentials();
        try {
            var scheme = SCHEME.matcher(url);
            if (scheme.matches() && !scheme.group(1).equalsIgnoreCase("file")) {
                return overNetwork(
                        new URIish(url),
                        scheme.group(1).toLowerCase(Locale.ROOT).contains("ssh"),
                        credentials);
            }
            if (!scheme.matches() && SCP_LIKE.matcher(url).matches()) {
                return overNetwork(new URIish(url), true, credentials);
            }
            String path = scheme.matches() ? new URIish(url).getPath() : url;
            Path folder = Path.of(path).toAbsolutePath().normalize();
            return new Remote(
                    new URIish(folder.toString()),
                    Optional.of(folder),
                    new ServerConnections(Credentials.NONE, Optional.empty()),
                    false);
        } catch (URISyntaxException | IllegalArgumentException _) {
            // The cause would repeat the URL, credentials and all.
            throw new RepositoryException(
                    Reason.NOT_SUPPORTED,
                    "\""
                            + withoutUserInfo(url)
                            + "\" is no repository URL; write https://host/path, ssh://git@host/path or a path");
        }
    }

    private static Remote overNetwork(URIish uri, boolean ssh, Credentials credentials) {
        if (Optional.ofNullable(uri.getHost()).orElse("").isBlank()) {
            throw new IllegalArgumentException("no host");
        }
        String user = Optional.ofNullable(uri.getUser()).orElse("");
        String password = Optional.ofNullable(uri.getPass()).orElse("");
        if (ssh && !password.isEmpty()) {
            throw new RepositoryException(
                    Reason.NOT_SUPPORTED,
                    uri.setPass(null)
                            + " comes with a password, and SSH is spoken with keys alone; take it out of the URL");
        }
        // The user of an SSH URL is part of the address (`git@`), that of an HTTP URL may be a
        // token.
        URIish bare = ssh ? uri : uri.setPass(null).setUser(null);
        Optional<UsernamePasswordCredentialsProvider> login =
                ssh || user.isEmpty() && password.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new UsernamePasswordCredentialsProvider(user, password));
        return new Remote(bare, Optional.empty(), new ServerConnections(credentials, login), false);
    }

    static String withoutUserInfo(String url) {
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
        RemoteFailure failure = new RemoteFailure(doing, this, isSsh(), server.hasLogin());
        if (folder.isPresent() && gitFolder().isEmpty()) {
            throw failure.notThere();
        }
        try (Transport transport = open(clone)) {
            transport.setTimeout(TIMEOUT_SECONDS);
            server.prepare(transport);
            if (heedsHooks) {
                transport.setOptionReceivePack(WITH_HOOKS);
            }
            return conversation.with(transport);
        } catch (IOException e) {
            server.failed();
            throw failure.of(e);
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
        server.close();
    }

    /// The URL or absolute path, without credentials.
    @Override
    public String toString() {
        String text = folder.map(Path::toString).orElseGet(uri::toString);
        int query = folder.isPresent() ? -1 : text.indexOf('?');
        return query < 0 ? text : text.substring(0, query);
    }
}
