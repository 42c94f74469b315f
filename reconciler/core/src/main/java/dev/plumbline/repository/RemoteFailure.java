package dev.plumbline.repository;

import dev.plumbline.repository.RepositoryException.Reason;
import dev.plumbline.repository.transport.RefusedException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.eclipse.jgit.errors.NoRemoteRepositoryException;
import org.eclipse.jgit.errors.NotSupportedException;
import org.jspecify.annotations.Nullable;

/// What to tell when a remote cannot be talked to.
///
/// @param doing what was being done: `fetch from`
/// @param remote without credentials
record RemoteFailure(String doing, Remote remote, boolean isSsh, boolean hasLogin) {
    RepositoryException of(IOException e) {
        String why = Remote.withoutUserInfo(String.valueOf(e.getMessage())).strip();
        if (e instanceof NotSupportedException) {
            return failure(Reason.NOT_SUPPORTED, "use an https or ssh URL, or a path", e);
        }
        Optional<RefusedException> refused = cause(e, RefusedException.class);
        if (refused.isPresent()) {
            return switch (refused.get().by()) {
                case AGENT -> failure(Reason.NOT_TRUSTED, message(refused.get()), e);
                case SERVER -> failure(Reason.AUTHENTICATION, message(refused.get()), e);
            };
        }
        Optional<SSLException> tls = cause(e, SSLException.class);
        if (tls.isPresent() && isDistrust(tls.get())) {
            return failure(
                    Reason.NOT_TRUSTED,
                    "its certificate is not trusted (%s); where its authority is your own, name the authority's certificate under credentials.ca_file in the agent's configuration"
                            .formatted(message(tls.get())),
                    e);
        }
        if (isDenied(why.toLowerCase(Locale.ROOT))) {
            return failure(
                    Reason.AUTHENTICATION, "it denies access (" + why + "); " + remedy(why), e);
        }
        if (e instanceof NoRemoteRepositoryException) {
            return notThere(why, e);
        }
        return failure(Reason.NOT_REACHABLE, network(e).orElse(why) + "; it is tried again", e);
    }

    private String remedy(String why) {
        if (isSsh) {
            return "let the key read and write the repository";
        }
        if (!hasLogin) {
            return "name a token under credentials in the agent's configuration";
        }
        return why.contains("not permitted")
                ? "give the token the right to read and write the repository"
                : "check the credentials: the token may be wrong or have expired";
    }

    RepositoryException notThere() {
        return failure(Reason.NOT_THERE, "there is no Git repository; check the path or URL", null);
    }

    /// Forges say the same of what is not there and of what may not be seen.
    private RepositoryException notThere(String why, IOException cause) {
        return failure(
                Reason.NOT_THERE,
                isSsh
                        ? "there is no Git repository that this key may see (%s); check the URL, and whose key it is"
                                .formatted(why)
                        : "there is no Git repository, or not for these credentials; check the URL, then the credentials",
                cause);
    }

    private RepositoryException failure(Reason reason, String why, @Nullable Throwable cause) {
        String message = "cannot " + doing + " " + remote + ": " + why;
        return cause == null
                ? new RepositoryException(reason, message)
                : new RepositoryException(reason, message, cause);
    }

    private static boolean isDistrust(SSLException e) {
        return cause(e, java.security.GeneralSecurityException.class).isPresent();
    }

    private static boolean isDenied(String why) {
        return why.contains("not authorized")
                || why.contains("authentication")
                || why.contains("not permitted")
                || why.contains("permission denied")
                || why.contains("access denied")
                || why.contains("no credentialsprovider")
                || why.contains("auth fail");
    }

    private Optional<String> network(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case UnknownHostException _ -> {
                    return Optional.of(
                            isSsh
                                    ? "the host name is not known (names of ~/.ssh/config are not read)"
                                    : "the host name is not known");
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

    private static <T extends Throwable> Optional<T> cause(Throwable failure, Class<T> kind) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (kind.isInstance(cause)) {
                return Optional.of(kind.cast(cause));
            }
        }
        return Optional.empty();
    }

    private static String message(Throwable failure) {
        return String.valueOf(failure.getMessage());
    }
}
