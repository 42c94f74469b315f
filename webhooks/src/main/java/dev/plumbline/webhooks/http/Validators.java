package dev.plumbline.webhooks.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Answers that may be asked for again by their entity tags: what has not changed costs neither its
/// transfer nor, on GitHub, the rate limit. Bounded; the one that was not asked for longest goes.
final class Validators {
    private static final int MOST = 500;
    private static final int MOST_BYTES = 256 << 10;

    private final Map<String, Answer> known =
            new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Answer> eldest) {
                    return size() > MOST;
                }
            };

    synchronized Optional<Answer> get(String url) {
        return Optional.ofNullable(known.get(url));
    }

    synchronized void put(String url, Answer answer) {
        if (answer.header("ETag").isPresent() && answer.size() <= MOST_BYTES) {
            known.put(url, answer);
        } else {
            known.remove(url);
        }
    }
}
