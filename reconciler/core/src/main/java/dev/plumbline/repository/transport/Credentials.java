package dev.plumbline.repository.transport;

import java.nio.file.Path;
import java.util.Optional;

/// What a connection to a Git server needs beside the URL.
///
/// @param sshKey the only key that is shown to an SSH server; empty for what the user of the agent
///   has: the keys of the SSH agent, and those in `~/.ssh`
/// @param knownHosts the keys of SSH servers; empty for those that the user and the machine know
/// @param caFile the only authorities that may vouch for an HTTPS server, as PEM; empty for those
///   of the JVM
public record Credentials(
        Optional<SshKey> sshKey, Optional<KnownHosts> knownHosts, Optional<Path> caFile) {
    /// Nothing of its own.
    public static final Credentials NONE =
            new Credentials(Optional.empty(), Optional.empty(), Optional.empty());
}
