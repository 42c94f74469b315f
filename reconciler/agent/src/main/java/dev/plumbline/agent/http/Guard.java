package dev.plumbline.agent.http;

import io.javalin.http.Context;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Set;

/// Decides who may ask. A browser on this machine can be made to call 127.0.0.1 by any page it
/// visits; so a request without the token must name this agent in its Host header (else: DNS
/// rebinding), and no request that changes things may come from another origin. Changes, keys and
/// logs need the token even on loopback; from elsewhere everything does.
final class Guard {
    private static final Set<String> READING = Set.of("GET", "HEAD");
    private static final String BEARER = "Bearer ";

    private final Listen listen;
    private final byte[] token;

    Guard(Listen listen, String token) {
        this.listen = listen;
        this.token = token.getBytes(StandardCharsets.UTF_8);
    }

    /// For reads and changes of the API: a change needs the token.
    void check(Context context) {
        boolean reads = READING.contains(context.req().getMethod());
        checkOrigin(context, reads);
        if (hasToken(context)) {
            return;
        }
        if (!reads) {
            throw unauthorized(context, "changes need the agent's token");
        }
        checkLocal(context);
    }

    /// For mounts of [Mount.Access#LOCAL]: local callers may change things too.
    void checkMount(Context context) {
        checkOrigin(context, READING.contains(context.req().getMethod()));
        if (!hasToken(context)) {
            checkLocal(context);
        }
    }

    /// For secrets: the token, whatever the method.
    void requireToken(Context context) {
        if (!hasToken(context)) {
            throw unauthorized(context, "this needs the agent's token");
        }
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

    private boolean hasToken(Context context) {
        String authorization = context.req().getHeader("Authorization");
        return authorization != null
                && authorization.startsWith(BEARER)
                && MessageDigest.isEqual(
                        token,
                        authorization.substring(BEARER.length()).getBytes(StandardCharsets.UTF_8));
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
