package dev.plumbline.repository;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jgit.api.errors.JGitInternalException;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.GpgConfig;
import org.eclipse.jgit.lib.GpgConfig.GpgFormat;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.SignatureVerifier.SignatureVerification;
import org.eclipse.jgit.lib.SignatureVerifier.TrustLevel;
import org.eclipse.jgit.lib.SignatureVerifiers;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;

/// Tells whether a commit was signed with a key that the agent trusts. What cannot be checked is
/// not trusted.
public final class SignedCommits {
    private final GitRepository repository;
    private final TrustedKeys keys;

    public SignedCommits(GitRepository repository, TrustedKeys keys) {
        this.repository = repository;
        this.keys = keys;
    }

    /// What is wrong with the signature of a commit, and how to mend it; empty when nothing is.
    public Optional<String> fault(String commit) {
        try (RevWalk walk = new RevWalk(repository.database())) {
            return fault(walk.parseCommit(ObjectId.fromString(commit)));
        } catch (IOException | JGitInternalException e) {
            return Optional.of(
                    "the signature of commit %s cannot be checked: %s"
                            .formatted(new Revision(commit).shortForm(), e.getMessage()));
        }
    }

    private Optional<String> fault(RevCommit commit) throws IOException {
        String name = name(commit);
        byte[] signature = commit.getRawGpgSignature();
        if (signature == null) {
            return Optional.of(
                    name
                            + " is not signed, and policy.signatures of the agent's configuration demands it; sign it with `git commit --amend -S` and push it, or push a signed commit on top");
        }
        GpgFormat format = SignatureVerifiers.getFormat(signature);
        if (format == GpgFormat.SSH && !isReadable(keys.sshAllowedSigners())) {
            return Optional.of(
                    name
                            + " is signed with an SSH key, and policy.signatures.ssh_allowed_signers of the agent's configuration names no file that can be read; have it name one");
        }
        SignatureVerification found = verify(commit);
        if (format != null && found != null && !found.verified()) {
            // A key that was missing is remembered as that, and may be in the key ring by now.
            SignatureVerifiers.get(format).clear();
            found = verify(commit);
        }
        if (found == null) {
            return Optional.of(
                    name + " is signed in a way that is not known; sign it with SSH or OpenPGP");
        }
        return format == GpgFormat.SSH ? sshFault(name, found) : openpgpFault(name, found);
    }

    private @Nullable SignatureVerification verify(RevCommit commit) throws IOException {
        return SignatureVerifiers.verify(repository.database(), config(), commit);
    }

    private static boolean isReadable(Optional<Path> file) {
        return file.filter(Files::isReadable).isPresent();
    }

    private GpgConfig config() {
        Config config = new Config();
        keys.sshAllowedSigners()
                .ifPresent(file ->
                        config.setString(
                                "gpg",
                                "ssh",
                                "allowedSignersFile",
                                file.toAbsolutePath().toString()));
        return new GpgConfig(config);
    }

    private Optional<String> sshFault(String name, SignatureVerification found) {
        boolean isTrusted =
                found.trustLevel() == TrustLevel.FULL || found.trustLevel() == TrustLevel.ULTIMATE;
        if (found.verified() && isTrusted && !found.expired()) {
            return Optional.empty();
        }
        return Optional.of(
                "%s is signed with %s, which is not trusted%s; have it signed by a key in %s, or add the key there"
                        .formatted(
                                name,
                                key(found),
                                because(found),
                                keys.sshAllowedSigners().map(Path::toString).orElse("")));
    }

    private Optional<String> openpgpFault(String name, SignatureVerification found) {
        String fingerprint = Optional.ofNullable(found.keyFingerprint()).orElse("");
        if (found.verified() && !found.expired() && keys.hasOpenpgp(fingerprint)) {
            return Optional.empty();
        }
        return Optional.of(
                "%s is signed with %s, which is not trusted%s; have it signed by a key of policy.signatures.openpgp, or add its fingerprint there, and the key to the key ring of the agent's user"
                        .formatted(name, key(found), because(found)));
    }

    private static String key(SignatureVerification found) {
        return Optional.ofNullable(found.keyFingerprint())
                .map(fingerprint -> "the key " + fingerprint)
                .orElse("a key that is not known here");
    }

    private static String because(SignatureVerification found) {
        return Optional.ofNullable(found.message())
                .filter(message -> !message.isBlank())
                .map(message -> " (" + message.strip() + ")")
                .orElse("");
    }

    private static String name(RevCommit commit) {
        return "commit "
                + new Revision(commit.name()).shortForm()
                + " by "
                + commit.getAuthorIdent().getName();
    }
}
