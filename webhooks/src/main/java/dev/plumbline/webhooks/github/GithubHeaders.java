package dev.plumbline.webhooks.github;

import java.net.http.HttpRequest;

/// Headers that GitHub's REST API asks for.
final class GithubHeaders {
    private static final String API_VERSION = "2022-11-28";

    private GithubHeaders() {}

    /// @param token of any kind, or the JSON web token of an app
    static void put(HttpRequest.Builder request, String token) {
        request.setHeader("Authorization", "Bearer " + token)
                .setHeader("Accept", "application/vnd.github+json")
                .setHeader("X-GitHub-Api-Version", API_VERSION);
    }
}
