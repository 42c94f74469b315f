package dev.plumbline.repository;

import dev.plumbline.repository.RepositoryException.Reason;
import java.io.IOException;
import java.nio.file.Path;
import org.eclipse.jgit.api.errors.CanceledException;
import org.eclipse.jgit.api.errors.UnsupportedSigningFormatException;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.GpgConfig;
import org.eclipse.jgit.lib.GpgConfig.GpgFormat;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.Signer;
import org.eclipse.jgit.lib.Signers;
import org.eclipse.jgit.transport.CredentialsProvider;

/// The key by which the agent signs what it writes, as `git commit -S` does. It has no passphrase,
/// since nobody is there to ask.
public final class SigningKey {
    private final GpgFormat format;
    private final String key;

    private SigningKey(GpgFormat format, String key) {
        this.format = format;
        this.key = key;
    }

    /// @param file a private SSH key
    public static SigningKey ssh(Path file) {
        return new SigningKey(GpgFormat.SSH, file.toAbsolutePath().toString());
    }

    /// @param fingerprint of a secret key in the GnuPG key ring of the agent's user
    public static SigningKey openpgp(String fingerprint) {
        return new SigningKey(GpgFormat.OPENPGP, fingerprint);
    }

    /// Signs a commit that is made next.
    ///
    /// @throws RepositoryException when the key cannot be used
    public void sign(Repository repository, CommitBuilder commit) {
        try {
            signer().signObject(
                            repository,
                            new GpgConfig(new Config()),
                            commit,
                            commit.getCommitter(),
                            key,
                            CredentialsProvider.getDefault());
        } catch (IOException | CanceledException | UnsupportedSigningFormatException e) {
            throw new RepositoryException(
                    Reason.NOT_SIGNED,
                    "nothing can be signed with %s (%s), so nothing is recorded or applied. Put the key there, without a passphrase, readable by the agent alone, or take `signing` out of the agent's configuration"
                            .formatted(this, e.getMessage()),
                    e);
        }
    }

    private Signer signer() throws UnsupportedSigningFormatException {
        Signer signer = Signers.get(format);
        if (signer == null) {
            throw new UnsupportedSigningFormatException(format + " is not supported");
        }
        return signer;
    }

    @Override
    public String toString() {
        return (format == GpgFormat.SSH ? "the SSH key " : "the OpenPGP key ") + key;
    }
}
