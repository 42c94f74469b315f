package dev.plumbline.agent.run;

import dev.plumbline.repository.RemoteAddress;
import dev.plumbline.repository.transport.Credentials;
import dev.plumbline.repository.transport.KnownHosts;
import dev.plumbline.repository.transport.SshKey;
import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Fields;
import dev.plumbline.resource.Value.Items;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;

/// Reads where a repository is and what it takes to talk to it: `url` and `credentials`.
final class RemoteReader {
    private static final List<String> HTTP_KEYS = List.of("token", "ca_file");
    private static final List<String> SSH_KEYS =
            List.of("ssh_key", "ssh_key_passphrase", "known_hosts");

    private final NamedSecrets secrets;

    RemoteReader(NamedSecrets secrets) {
        this.secrets = secrets;
    }

    /// @param name of the repository, for messages
    /// @throws IOException when the credentials are of no use for the URL; the message is for users
    RemoteAddress read(String name, Fields repository) throws IOException {
        String url = absolute(secrets.resolve(repository.text("url").orElseThrow()));
        Fields credentials = repository.fields("credentials");
        boolean isHttp = url.matches("(?i)https?://.*");
        boolean isSsh = url.matches("(?i)[a-z+]*ssh[a-z+]*://.*|[^/:]+:(?!//).*");
        requireUse(name, credentials, HTTP_KEYS, isHttp, "http and https URLs", "https");
        requireUse(name, credentials, SSH_KEYS, isSsh, "SSH URLs", "SSH");
        return new RemoteAddress(
                withLogin(url, credentials),
                new Credentials(
                        sshKey(credentials),
                        knownHosts(credentials),
                        credentials.text("ca_file").map(Path::of)));
    }

    /// `.` is where the user stands, not a name.
    static String absolute(String url) {
        boolean path = url.startsWith(".") || url.startsWith("/");
        return path ? Path.of(url).toAbsolutePath().normalize().toString() : url;
    }

    private static void requireUse(
            String name,
            Fields credentials,
            List<String> keys,
            boolean isUsed,
            String urls,
            String instead)
            throws IOException {
        for (String key : keys) {
            if (!isUsed && credentials.get(key).isPresent()) {
                throw new IOException(
                        "repository %s has credentials.%s, which is for %s alone; take it away, or follow the repository over %s"
                                .formatted(name, key, urls, instead));
            }
        }
    }

    private Optional<SshKey> sshKey(Fields credentials) throws IOException {
        Optional<String> file = credentials.text("ssh_key");
        Optional<String> passphrase = credentials.text("ssh_key_passphrase");
        if (file.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new SshKey(
                        Path.of(file.get()),
                        passphrase.isPresent()
                                ? Optional.of(secrets.resolve(passphrase.get()))
                                : Optional.empty()));
    }

    /// A text is a file's path, a list its lines.
    private static Optional<KnownHosts> knownHosts(Fields credentials) {
        return credentials.get("known_hosts").orElse(Value.Null.NULL) instanceof Items(var lines)
                ? Optional.of(new KnownHosts.Written(lines.stream().map(Value::display).toList()))
                : credentials.text("known_hosts").map(Path::of).map(KnownHosts.Named::new);
    }

    private String withLogin(String url, Fields credentials) throws IOException {
        Optional<String> token = credentials.text("token");
        if (token.isEmpty()) {
            return url;
        }
        String user = credentials.text("username").orElse("git");
        String userInfo = encoded(user) + ":" + encoded(secrets.resolve(token.get())) + "@";
        return url.replaceFirst("://([^/@]*@)?", Matcher.quoteReplacement("://" + userInfo));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
