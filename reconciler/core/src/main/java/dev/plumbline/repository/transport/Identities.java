package dev.plumbline.repository.transport;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.eclipse.jgit.transport.SshConstants;
import org.jspecify.annotations.Nullable;

/// The keys that are shown to an SSH server, and how messages call them.
///
/// @param keys from files
/// @param agent the SSH agent, whose keys are shown first; null when there is none
/// @param what for messages
record Identities(List<KeyPair> keys, @Nullable AgentSocket agent, String what) {
    Identities {
        keys = List.copyOf(keys);
    }

    /// The one key of the configuration, and no other.
    static Identities of(SshKey key) throws RefusedException {
        KeyPair pair = key.load();
        return new Identities(
                List.of(pair),
                null,
                "the key %s (%s)".formatted(key.file(), KeyUtils.getFingerPrint(pair.getPublic())));
    }

    /// What the user of the agent has. A key that cannot be read, such as one with a passphrase, is
    /// left out: the SSH agent may have it.
    static Identities ofUser(Path sshFolder, Optional<Path> agentSocket) {
        List<KeyPair> keys = new ArrayList<>();
        List<String> told = new ArrayList<>();
        agentSocket.ifPresent(socket -> told.add("the keys of the SSH agent at " + socket));
        for (String name : SshConstants.DEFAULT_IDENTITIES) {
            Path file = sshFolder.resolve(name);
            if (!Files.exists(file)) {
                continue;
            }
            try {
                keys.add(new SshKey(file, Optional.empty()).load());
                told.add(file.toString());
            } catch (RefusedException e) {
                told.add(file + ", which cannot be used without a passphrase or at all");
            }
        }
        return new Identities(
                keys,
                agentSocket.map(AgentSocket::new).orElse(null),
                told.isEmpty()
                        ? "no key at all, since there is no SSH agent (SSH_AUTH_SOCK) and no key in "
                                + sshFolder
                        : String.join(", ", told));
    }
}
