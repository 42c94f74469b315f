package dev.plumbline.repository.transport;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.Optional;
import org.apache.sshd.client.config.hosts.KnownHostEntry;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;
import org.jspecify.annotations.Nullable;

/// A line of known hosts: which hosts it is about, and a key.
///
/// @param where for messages
record KnownHost(KnownHostEntry entry, PublicKey key, String where) {
    /// Reads a line; empty for a comment, and for what cannot be read, which then vouches for
    /// nobody.
    static Optional<KnownHost> parse(String line, String where) {
        String text = line.strip();
        if (text.isEmpty() || text.startsWith("#")) {
            return Optional.empty();
        }
        try {
            @Nullable KnownHostEntry entry = KnownHostEntry.parseKnownHostEntry(text);
            if (entry == null || entry.getKeyEntry() == null) {
                return Optional.empty();
            }
            return Optional.ofNullable(
                            entry.getKeyEntry()
                                    .resolvePublicKey(null, null, PublicKeyEntryResolver.IGNORING))
                    .map(key -> new KnownHost(entry, key, where));
        } catch (IOException | GeneralSecurityException | RuntimeException _) {
            return Optional.empty();
        }
    }

    boolean isAbout(String host, int port) {
        return entry.isHostMatch(host, port);
    }

    boolean isRevoked() {
        return "revoked".equals(entry.getMarker());
    }

    boolean isAuthority() {
        return "cert-authority".equals(entry.getMarker());
    }

    boolean hasKey(PublicKey other) {
        return KeyUtils.compareKeys(key, other);
    }
}
