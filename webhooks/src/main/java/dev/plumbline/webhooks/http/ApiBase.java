package dev.plumbline.webhooks.http;

import java.net.URI;

/// The URL below which a forge's API lies.
public final class ApiBase {
    private ApiBase() {}

    /// @param url of the forge, which may lie below a path of its host, or of its API
    /// @param path of the API below the forge: `/api/v4`
    public static URI of(URI url, String path) {
        String base = url.toString().replaceAll("/+$", "");
        return URI.create(base.endsWith(path) ? base : base + path);
    }
}
