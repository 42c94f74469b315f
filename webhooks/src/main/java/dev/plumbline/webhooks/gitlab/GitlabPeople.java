package dev.plumbline.webhooks.gitlab;

import dev.plumbline.webhooks.forge.User;
import dev.plumbline.webhooks.http.Fields;
import dev.plumbline.webhooks.http.ForgeHttp;
import dev.plumbline.webhooks.http.Query;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// Users with their addresses (`GET /users/:id`, `GET /users?search=`). They change seldom, so that
/// answers are kept for a while.
final class GitlabPeople {
    private static final Duration KEPT = Duration.ofMinutes(30);
    private static final int MOST = 1_000;

    private record Known(Set<User> users, Instant until) {}

    private final ForgeHttp http;
    private final InstantSource clock;
    private final String noReplyHost;
    private final Map<String, Known> known =
            new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
                    return size() > MOST;
                }
            };

    GitlabPeople(ForgeHttp http, String host, InstantSource clock) {
        this.http = http;
        this.clock = clock;
        this.noReplyHost = "users.noreply." + host;
    }

    /// A user by what other answers tell: neither their public address nor whether they are a bot.
    User basic(JsonNode user) {
        return withMails(user, Set.of());
    }

    /// A user with their public and their private commit address.
    User whole(JsonNode user) {
        String path = "/users/" + Fields.number(user, "/id");
        return kept(
                        path,
                        () -> Set.of(http.find(path).map(this::told).orElseGet(() -> basic(user))))
                .iterator()
                .next();
    }

    /// Who is known to commit under an address; a user named by the address itself when nobody is.
    Set<User> committing(String mail) {
        String path = "/users?search=" + Query.encode(mail) + "&per_page=100";
        return kept(path, () -> found(http.pages(path), mail));
    }

    private Set<User> found(List<JsonNode> users, String mail) {
        if (users.isEmpty()) {
            return Set.of(new User(mail, Set.of(mail), false));
        }
        return users.stream()
                .map(user -> withMails(user, Set.of(mail)))
                .collect(Collectors.toUnmodifiableSet());
    }

    private User told(JsonNode user) {
        return withMails(user, Fields.find(user, "/public_email").map(Set::of).orElseGet(Set::of));
    }

    private User withMails(JsonNode user, Set<String> others) {
        String name = Fields.text(user, "/username");
        Set<String> mails = new HashSet<>(others);
        mails.add("%d-%s@%s".formatted(Fields.number(user, "/id"), name, noReplyHost));
        return new User(name, mails, Fields.isTrue(user, "/bot"));
    }

    private Set<User> kept(String path, Supplier<Set<User>> asked) {
        synchronized (known) {
            Known before = known.get(path);
            if (before != null && clock.instant().isBefore(before.until())) {
                return before.users();
            }
        }
        Set<User> users = asked.get();
        synchronized (known) {
            known.put(path, new Known(users, clock.instant().plus(KEPT)));
        }
        return users;
    }
}
