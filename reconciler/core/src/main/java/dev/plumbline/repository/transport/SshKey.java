package dev.plumbline.repository.transport;

import dev.plumbline.repository.transport.RefusedException.By;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.jspecify.annotations.Nullable;

/// A private SSH key in a file, as `ssh-keygen` writes it.
///
/// @param passphrase that it is encrypted with; empty when it is not
public record SshKey(Path file, Optional<String> passphrase) {
    /// Reads it anew, so that a key which is replaced counts from the next connection on.
    ///
    /// @throws RefusedException when it cannot be read
    KeyPair load() throws RefusedException {
        AtomicBoolean isEncrypted = new AtomicBoolean();
        FilePasswordProvider answer =
                (_, _, _) -> {
                    isEncrypted.set(true);
                    return passphrase.orElse(null);
                };
        try (InputStream in = Files.newInputStream(file)) {
            @Nullable Iterable<KeyPair> pairs =
                    SecurityUtils.loadKeyPairIdentities(
                            null, NamedResource.ofName(file.toString()), in, answer);
            if (pairs != null && pairs.iterator().hasNext()) {
                return pairs.iterator().next();
            }
            throw unusable("holds no private key", "name the file of the private key", null);
        } catch (NoSuchFileException e) {
            throw unusable("is not there", "put the private key there", e);
        } catch (RefusedException e) {
            throw e;
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            if (isEncrypted.get()) {
                throw passphrase.isPresent()
                        ? unusable(
                                "does not open with its passphrase", "check ssh_key_passphrase", e)
                        : unusable(
                                "has a passphrase",
                                "name it under credentials.ssh_key_passphrase in the agent's configuration",
                                e);
            }
            throw unusable(
                    "cannot be read (" + reason(e) + ")",
                    "check that it is a private key which the user of the agent may read",
                    e);
        }
    }

    private static String reason(Exception e) {
        return e instanceof java.nio.file.AccessDeniedException
                ? "permission denied"
                : String.valueOf(e.getMessage());
    }

    private RefusedException unusable(String what, String then, @Nullable Throwable cause) {
        return new RefusedException(
                By.AGENT, "the SSH key %s %s; %s".formatted(file, what, then), cause);
    }

    /// Without the passphrase.
    @Override
    public String toString() {
        return "SshKey[" + file + "]";
    }
}
