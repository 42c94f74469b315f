package dev.plumbline.report.export;

import dev.plumbline.resource.Value;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Whether a value is likely to be a secret, which no spec may hold. Rather one too many: a value
/// that is left out stays as it is on the platform.
final class Secrets {
    private static final Set<String> WORDS =
            Set.of(
                    "password",
                    "passwd",
                    "passphrase",
                    "pwd",
                    "secret",
                    "token",
                    "apikey",
                    "credential",
                    "credentials",
                    "sas",
                    "key");

    /// Credentials that show in themselves: of storage accounts, of URLs, of the usual providers.
    private static final Pattern VALUES =
            Pattern.compile(
                    "(AccountKey|SharedAccessKey|SharedAccessSignature|Password|Pwd)=|[?&]sig=|://[^/@\\s:]+:[^/@\\s]+@|-----BEGIN|\\b(ghp|gho|ghs|glpat|xox[abp]|sk|AKIA)[-_A-Z0-9]");

    private Secrets() {}

    static boolean isSecret(String name, Value value) {
        if (!(value instanceof Value.Text(var text))) {
            return false;
        }
        String[] words =
                name.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                        .toLowerCase(Locale.ROOT)
                        .split("[^a-z0-9]+", -1);
        return Arrays.stream(words).anyMatch(WORDS::contains)
                || name.toLowerCase(Locale.ROOT).contains("connection_string")
                || VALUES.matcher(text).find();
    }
}
