package dev.plumbline.webhooks.http;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The header `Link` as forges write it (RFC 8288).
final class LinkHeader {
    private static final Pattern NEXT =
            Pattern.compile("<([^<>]{1,4000})>\\s*;[^<]*?\\brel=\"?next\\b");

    private LinkHeader() {}

    /// The target of the relation `next`.
    static Optional<String> next(String value) {
        Matcher matcher = NEXT.matcher(value);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
