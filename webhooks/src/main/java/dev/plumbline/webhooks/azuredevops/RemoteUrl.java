package dev.plumbline.webhooks.azuredevops;

import dev.plumbline.webhooks.receive.MalformedHookException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// The URL by which a repository is cloned, which alone tells in an event whose it is.
///
/// Its forms are `https://dev.azure.com/organization/project/_git/repository`,
/// `https://organization.visualstudio.com/project/_git/repository` and, on a Server,
/// `https://server/tfs/collection/project/_git/repository`; the project is left out where the
/// repository is called as it is.
final class RemoteUrl {
    private static final String OLD_HOST = ".visualstudio.com";

    private RemoteUrl() {}

    /// The organization, or the collection of a Server.
    static String organization(String url, String project) {
        URI uri = uri(url);
        String host = String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
        if (host.endsWith(OLD_HOST)) {
            return host.substring(0, host.length() - OLD_HOST.length());
        }
        List<String> before =
                Stream.of(String.valueOf(uri.getPath()).split("/"))
                        .filter(segment -> !segment.isEmpty())
                        .takeWhile(segment -> !segment.equals("_git"))
                        .toList();
        if (before.isEmpty()) {
            throw malformed(url);
        }
        if (host.equals("dev.azure.com")) {
            return before.getFirst();
        }
        boolean named = before.size() > 1 && before.getLast().equalsIgnoreCase(project);
        return before.get(before.size() - (named ? 2 : 1));
    }

    private static URI uri(String url) {
        try {
            return new URI(url.replace(" ", "%20"));
        } catch (URISyntaxException _) {
            throw malformed(url);
        }
    }

    private static MalformedHookException malformed(String url) {
        return new MalformedHookException(
                "/resource/repository/remoteUrl is \"%s\", of which no organization or collection can be told"
                        .formatted(url));
    }
}
