package dev.plumbline.repository.transport;

import dev.plumbline.repository.transport.RefusedException.By;
import java.net.InetSocketAddress;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.OpenSshCertificate;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.sshd.ServerKeyDatabase;
import org.jspecify.annotations.Nullable;

/// Lets an SSH server's key pass when it is known by the name that was connected to, and never
/// otherwise. One look at one server: what it refused, it can tell.
final class HostKeys implements ServerKeyDatabase {
    private final String host;
    private final int port;
    private final KnownHosts source;
    private final List<KnownHost> known;
    private volatile @Nullable String refusal;

    HostKeys(String host, int port, KnownHosts source) throws RefusedException {
        this.host = host;
        this.port = port;
        this.source = source;
        this.known = source.read().stream().filter(each -> each.isAbout(host, port)).toList();
    }

    /// Why the server's key did not pass; empty when it did, or was not seen.
    Optional<RefusedException> refusal(Throwable cause) {
        return Optional.ofNullable(refusal).map(why -> new RefusedException(By.AGENT, why, cause));
    }

    /// The server is asked for a key of these kinds first.
    @Override
    public List<PublicKey> lookup(
            String connectAddress, InetSocketAddress remoteAddress, Configuration config) {
        return expected().map(KnownHost::key).toList();
    }

    private java.util.stream.Stream<KnownHost> expected() {
        return known.stream().filter(each -> !each.isRevoked() && !each.isAuthority());
    }

    @Override
    public boolean accept(
            String connectAddress,
            InetSocketAddress remoteAddress,
            PublicKey serverKey,
            Configuration config,
            @Nullable CredentialsProvider provider) {
        refusal = fault(serverKey).orElse(null);
        return refusal == null;
    }

    private Optional<String> fault(PublicKey shown) {
        boolean isCertificate = shown instanceof OpenSshCertificate;
        PublicKey key = shown instanceof OpenSshCertificate by ? by.getCaPubKey() : shown;
        Optional<KnownHost> revoked =
                known.stream()
                        .filter(KnownHost::isRevoked)
                        .filter(each -> each.hasKey(key) || isOf(each, shown))
                        .findFirst();
        if (revoked.isPresent()) {
            return Optional.of(
                    "%s shows %s, which %s revokes. Do not connect; ask who runs the server"
                            .formatted(host, name(shown), revoked.get().where()));
        }
        boolean isKnown =
                known.stream()
                        .filter(each -> !each.isRevoked() && each.isAuthority() == isCertificate)
                        .anyMatch(each -> each.hasKey(key));
        return isKnown ? Optional.empty() : Optional.of(stranger(shown));
    }

    private static boolean isOf(KnownHost each, PublicKey shown) {
        return shown instanceof OpenSshCertificate by && each.hasKey(by.getCertPubKey());
    }

    private String stranger(PublicKey shown) {
        List<KnownHost> others = expected().toList();
        if (others.isEmpty()) {
            return "%s is not a known host: it shows %s, and %s has no key of it. Ask who runs the server for the fingerprint; where it is the same, add the key with `%s`"
                    .formatted(host, name(shown), source.place(), scan());
        }
        String knownBy =
                others.stream()
                        .map(each -> fingerprint(each.key()) + " (" + each.where() + ")")
                        .collect(Collectors.joining(", "));
        return "the key of %s has changed: it shows %s, and is known by %s. Someone may stand in between, or the server has a new key. Ask who runs it for the fingerprint; only where it is the same, replace the key by what `%s` prints"
                .formatted(host, name(shown), knownBy, scanOnly());
    }

    private static String name(PublicKey key) {
        return key instanceof OpenSshCertificate by
                ? "a certificate by the authority " + fingerprint(by.getCaPubKey())
                : "the key " + fingerprint(key);
    }

    private static String fingerprint(PublicKey key) {
        return KeyUtils.getKeyType(key) + " " + KeyUtils.getFingerPrint(key);
    }

    private String scan() {
        return scanOnly() + source.appendable().map(file -> " >> " + file).orElse("");
    }

    private String scanOnly() {
        return "ssh-keyscan " + (port == SshServer.PORT ? "" : "-p " + port + " ") + host;
    }
}
