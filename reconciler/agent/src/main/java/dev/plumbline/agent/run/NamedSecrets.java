package dev.plumbline.agent.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Secrets, which stand in the agent's configuration by name only: `${env:NAME}` or `${file:PATH}`.
final class NamedSecrets {
    private static final Pattern NAME = Pattern.compile("\\$\\{(env|file):([^}]+)}");

    private final Map<String, String> environment;

    NamedSecrets(Map<String, String> environment) {
        this.environment = environment;
    }

    /// The text with what its names stand for.
    ///
    /// @throws IOException when one stands for nothing; the message is for users
    String resolve(String text) throws IOException {
        Matcher matcher = NAME.matcher(text);
        StringBuilder resolved = new StringBuilder();
        while (matcher.find()) {
            matcher.appendReplacement(
                    resolved, Matcher.quoteReplacement(secret(matcher.group(1), matcher.group(2))));
        }
        return matcher.appendTail(resolved).toString();
    }

    private String secret(String kind, String name) throws IOException {
        if (kind.equals("file")) {
            return Files.readString(Path.of(name)).strip();
        }
        String value = environment.get(name);
        if (value == null) {
            throw new IOException(
                    "the configuration needs the environment variable "
                            + name
                            + ", which is not set");
        }
        return value;
    }
}
