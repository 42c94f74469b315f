package dev.plumbline.agent.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Serves a [Mount] at its prefix and below.
final class MountRoute {
    private static final List<HandlerType> METHODS =
            List.of(
                    HandlerType.GET,
                    HandlerType.HEAD,
                    HandlerType.POST,
                    HandlerType.PUT,
                    HandlerType.PATCH,
                    HandlerType.DELETE);

    private final Mount mount;
    private final Guard guard;

    MountRoute(Mount mount, Guard guard) {
        this.mount = mount;
        this.guard = guard;
    }

    void add(RoutesConfig routes) {
        for (HandlerType method : METHODS) {
            routes.addHttpHandler(method, mount.prefix(), this::serve);
            routes.addHttpHandler(method, mount.prefix() + "/*", this::serve);
        }
    }

    private void serve(Context context) throws IOException {
        switch (mount.access()) {
            case CLIENTS -> guard.checkOrigin(context);
            case OPEN -> {}
        }
        if (context.req().getContentLengthLong() > mount.mostBytes()) {
            throw new BodyTooLarge(mount.mostBytes());
        }
        Mount.Answer answer = mount.routes().handle(request(context));
        context.status(answer.status()).contentType(answer.contentType());
        try (InputStream body = answer.body()) {
            body.transferTo(context.outputStream());
        }
    }

    private Mount.Request request(Context context) throws IOException {
        String path = context.path().substring(mount.prefix().length());
        Map<String, String> headers = new HashMap<>();
        for (String name : Collections.list(context.req().getHeaderNames())) {
            headers.put(name.toLowerCase(Locale.ROOT), context.req().getHeader(name));
        }
        return new Mount.Request(
                context.req().getMethod(),
                path.isEmpty() ? "/" : path,
                context.queryParamMap(),
                headers,
                guard.isLocal(context),
                new CappedBody(context.req().getInputStream(), mount.mostBytes()));
    }
}
