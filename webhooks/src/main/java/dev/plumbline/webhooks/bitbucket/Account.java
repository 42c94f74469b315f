package dev.plumbline.webhooks.bitbucket;

import dev.plumbline.webhooks.forge.User;
import dev.plumbline.webhooks.http.Fields;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// Users by what names them: the account id. Bitbucket Cloud has no user names, and nicknames can
/// be taken by anybody.
final class Account {
    private static final Pattern MAIL = Pattern.compile("<([^<>]+@[^<>]+)>\\s*$");

    private Account() {}

    static User user(JsonNode node) {
        return new User(
                Fields.find(node, "/account_id").orElseGet(() -> Fields.text(node, "/uuid")),
                Set.of(),
                node.path("type").asString("").equals("app_user"));
    }

    /// Whoever a commit says that it is by: an account where Bitbucket knows one of that address.
    static User author(JsonNode commit) {
        JsonNode account = commit.at("/author/user");
        String raw = Fields.text(commit, "/author/raw");
        Optional<String> mail =
                Optional.of(MAIL.matcher(raw)).filter(Matcher::find).map(m -> m.group(1));
        if (account.isObject()) {
            User known = user(account);
            return new User(known.name(), mail.map(Set::of).orElse(Set.of()), known.bot());
        }
        return mail.map(address -> new User(address, Set.of(address), false))
                .orElseGet(() -> User.named(raw));
    }
}
