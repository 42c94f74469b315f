package dev.plumbline.repository;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The keys by which commits have to be signed. They stand outside of the repository.
///
/// @param sshAllowedSigners a file in the format of `ssh-keygen`; empty when SSH signatures are not
///   taken
/// @param openpgp fingerprints of OpenPGP keys, whose public parts are in the key ring of the user
///   that runs the agent
public record TrustedKeys(Optional<Path> sshAllowedSigners, Set<String> openpgp) {
    public TrustedKeys {
        openpgp = openpgp.stream().map(TrustedKeys::plain).collect(Collectors.toUnmodifiableSet());
    }

    boolean hasOpenpgp(String fingerprint) {
        return openpgp.contains(plain(fingerprint));
    }

    /// As tools print it, `AB12 CD34 …`, and as others do, `ab12cd34…`.
    private static String plain(String fingerprint) {
        return fingerprint.replaceAll("[\\s:]", "").toUpperCase(Locale.ROOT);
    }
}
