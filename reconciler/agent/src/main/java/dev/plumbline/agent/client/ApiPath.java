package dev.plumbline.agent.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A path of the API with its query, encoded; an id keeps its slashes.
public record ApiPath(String text) {
    private static final String ROOT = "/api/v1";

    /// Below `/api/v1`; each part may hold slashes.
    public static ApiPath of(String... parts) {
        StringBuilder text = new StringBuilder(ROOT);
        for (String part : parts) {
            for (String segment : part.split("/", -1)) {
                text.append('/').append(encode(segment));
            }
        }
        return new ApiPath(text.toString());
    }

    /// Below a workspace, named short or as `repository/workspace`; below the root when there is
    /// none.
    public static ApiPath inWorkspace(Optional<String> workspace, String... parts) {
        if (workspace.isEmpty()) {
            return of(parts);
        }
        String name = workspace.get();
        int slash = name.indexOf('/');
        List<String> all = new ArrayList<>(List.of("workspaces", name.substring(slash + 1)));
        all.addAll(List.of(parts));
        ApiPath path = of(all.toArray(String[]::new));
        return slash < 0 ? path : path.with("repository", name.substring(0, slash));
    }

    public ApiPath with(String name, String value) {
        return new ApiPath(
                text + (text.indexOf('?') < 0 ? '?' : '&') + encode(name) + '=' + encode(value));
    }

    public ApiPath with(String name, Optional<String> value) {
        return value.map(present -> with(name, present)).orElse(this);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
