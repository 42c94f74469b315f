package dev.plumbline.webhooks.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// Parts of URLs.
public final class Query {
    private Query() {}

    /// A text as one segment of a path, or as a value of a query: slashes too are encoded.
    public static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
