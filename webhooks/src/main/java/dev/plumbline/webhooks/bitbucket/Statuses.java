package dev.plumbline.webhooks.bitbucket;

import dev.plumbline.repository.Revision;
import dev.plumbline.webhooks.forge.CommitStatus;
import dev.plumbline.webhooks.http.MarkedText;
import dev.plumbline.webhooks.json.ForgeJson;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// Writes what Bitbucket Cloud calls a build status.
final class Statuses {
    /// Bitbucket refuses longer keys ("Ensure this value has at most 40 characters").
    private static final int LONGEST_KEY = 40;

    /// Its documentation names no bound of descriptions.
    private static final int MOST_CHARACTERS = 250;

    private Statuses() {}

    /// @param project to whose commit it leads when the status has no page: Bitbucket wants one
    static ObjectNode write(CommitStatus status, String project, Revision commit) {
        String page =
                status.page()
                        .filter(url ->
                                Set.of("http", "https").contains(String.valueOf(url.getScheme())))
                        .map(Object::toString)
                        .orElse("https://bitbucket.org/%s/commits/%s".formatted(project, commit));
        return ForgeJson.MAPPER
                .createObjectNode()
                .put("key", key(status.context()))
                .put("name", status.context())
                .put("state", state(status.state()))
                .put("description", MarkedText.line(status.text(), MOST_CHARACTERS))
                .put("url", page);
    }

    private static String state(CommitStatus.State state) {
        return switch (state) {
            case PENDING -> "INPROGRESS";
            case SUCCESS -> "SUCCESSFUL";
            case FAILURE -> "FAILED";
            case ERROR -> "STOPPED";
        };
    }

    /// The context, or where it is too long its beginning and a digest of it.
    private static String key(String context) {
        if (context.length() <= LONGEST_KEY) {
            return context;
        }
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(context.getBytes(StandardCharsets.UTF_8));
            return context.substring(0, 27) + "-" + HexFormat.of().formatHex(digest, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
