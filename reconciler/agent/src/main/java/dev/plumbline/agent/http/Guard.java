package dev.plumbline.agent.http;

import dev.plumbline.agent.api.AccessTokens;
import dev.plumbline.agent.api.Caller;
import dev.plumbline.agent.api.Role;
import io.javalin.http.Context;
import io.javalin.security.BasicAuthCredentials;
import java.net.InetAddress;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Decides who may ask. A browser on this machine can be made to call 127.0.0.1 by any page it
/// visits; so a request without the token must name this agent in its Host header (else: DNS
/// rebinding), and no request that changes things may come from another origin. Changes, keys and
/// logs need the token even on loopback; from elsewhere everything does.
final class Guard {
    private static final Set<String> READING = Set.of("GET", "HEAD");
    private static final Pattern IN_WORKSPACE = Pattern.compile("/api/v1/workspaces/([^/]+)(/.*)?");
    private static final String BEARER = "Bearer ";

    /// What a proxy says of whom it asks for.
    private static final Set<String> FORWARDED = Set.of("Forwarded", "X-Forwarded-For");

    private final Listen listen;
    private final AccessTokens tokens;

    Guard(Listen listen, AccessTokens tokens) {
        this.listen = listen;
        this.tokens = tokens;
    }

    /// For reads and changes of the API: a change needs a token that may make it.
    void check(Context context) {
        boolean reads = READING.contains(context.req().getMethod());
        checkOrigin(context, reads);
        if (!reads) {
            require(context, Role.OPERATOR, "changes need");
        } else if (!isGranted(context, Role.VIEWER)) {
            checkLocal(context);
        }
    }

    /// Refuses a change that a page of another origin makes a browser ask for.
    void checkOrigin(Context context) {
        checkOrigin(context, READING.contains(context.req().getMethod()));
    }

    /// Whether the caller is on this machine and called the agent by a name of its own.
    boolean isLocal(Context context) {
        String host = context.req().getHeader("Host");
        return isLoopback(context.req().getRemoteAddr()) && host != null && listen.answersTo(host);
    }

    /// For pages about a workspace: as for reads of the API. A browser knows no bearer token; it
    /// asks its user for a password, which is the token. It sends that along with whatever any
    /// other page makes it ask, so that a password lets nobody but read pages.
    ///
    /// @param workspace the full name
    void checkPage(Context context, String workspace) {
        boolean granted =
                caller(context)
                        .or(() -> reader(context))
                        .filter(caller -> caller.role().covers(Role.VIEWER))
                        .filter(caller ->
                                caller.workspaces().isEmpty()
                                        || caller.workspaces().contains(workspace))
                        .isPresent();
        boolean isDirect = FORWARDED.stream().allMatch(it -> context.req().getHeader(it) == null);
        if (!granted && !(isLocal(context) && isDirect)) {
            context.header("WWW-Authenticate", "Basic realm=\"plumbline\", charset=\"UTF-8\"");
            throw new Refusal(
                    401,
                    "unauthorized",
                    "readers on other machines need a token for this workspace: any name, and the token as password");
        }
    }

    /// For what needs a token, whatever the method and wherever the caller is.
    ///
    /// @param what needs it, for people: `changes need`
    Caller require(Context context, Role role, String what) {
        Caller caller =
                caller(context)
                        .orElseThrow(() -> unauthorized(context, what + " the agent's token"));
        if (!caller.role().covers(role)) {
            throw new Refusal(
                    403,
                    "forbidden",
                    "%s the role %s, and the token of %s has %s; use another token, or change its role in access.tokens of the agent's configuration"
                            .formatted(what, role.word(), caller.name(), caller.role().word()));
        }
        if (!isInScope(context, caller)) {
            throw new Refusal(
                    403,
                    "forbidden",
                    "the token of %s is for %s alone; name one of them in full, such as --workspace %s"
                            .formatted(
                                    caller.name(),
                                    String.join(", ", new TreeSet<>(caller.workspaces())),
                                    new TreeSet<>(caller.workspaces()).getFirst()));
        }
        return caller;
    }

    private boolean isGranted(Context context, Role role) {
        return caller(context)
                .filter(caller -> caller.role().covers(role) && isInScope(context, caller))
                .isPresent();
    }

    /// A token for some workspaces grants what names one of them in full, and nothing else.
    private static boolean isInScope(Context context, Caller caller) {
        if (caller.workspaces().isEmpty()) {
            return true;
        }
        Matcher path = IN_WORKSPACE.matcher(context.path());
        String repository = context.queryParam("repository");
        return path.matches()
                && repository != null
                && caller.workspaces().contains(repository + "/" + path.group(1));
    }

    private void checkLocal(Context context) {
        if (!isLoopback(context.req().getRemoteAddr())) {
            throw unauthorized(context, "callers on other machines need the agent's token");
        }
        String host = context.req().getHeader("Host");
        if (host == null || !listen.answersTo(host)) {
            throw new Refusal(
                    403,
                    "forbidden",
                    "the Host header is \"%s\", which is no name of this agent; call it by %s, or add the name to listen.names"
                            .formatted(host == null ? "" : host, listen.host()));
        }
    }

    private static void checkOrigin(Context context, boolean reads) {
        String origin = context.req().getHeader("Origin");
        String host = context.req().getHeader("Host");
        if (!reads && origin != null && !sameOrigin(origin, host == null ? "" : host)) {
            throw new Refusal(
                    403,
                    "forbidden",
                    "changes from another origin (\"" + origin + "\") are refused");
        }
    }

    private static boolean sameOrigin(String origin, String host) {
        try {
            String authority = URI.create(origin).getAuthority();
            return authority != null && authority.equalsIgnoreCase(host);
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private Optional<Caller> caller(Context context) {
        return Optional.ofNullable(context.req().getHeader("Authorization"))
                .filter(authorization -> authorization.startsWith(BEARER))
                .flatMap(authorization -> tokens.caller(authorization.substring(BEARER.length())));
    }

    private Optional<Caller> reader(Context context) {
        try {
            return Optional.ofNullable(context.basicAuthCredentials())
                    .map(BasicAuthCredentials::getPassword)
                    .flatMap(tokens::caller);
        } catch (IllegalArgumentException _) {
            return Optional.empty(); // not as Basic has it
        }
    }

    private static boolean isLoopback(String address) {
        try {
            return InetAddress.ofLiteral(address).isLoopbackAddress();
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static Refusal unauthorized(Context context, String why) {
        context.header("WWW-Authenticate", "Bearer realm=\"plumbline\"");
        return new Refusal(
                401,
                "unauthorized",
                why
                        + ": send `Authorization: Bearer TOKEN`; the token is in the file `token` of the data directory,"
                        + " commands take it from PLUMB_TOKEN or --data");
    }
}
