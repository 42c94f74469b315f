package dev.plumbline.repository.transport;

import java.io.File;
import java.security.KeyPair;
import org.eclipse.jgit.transport.sshd.DefaultProxyDataFactory;
import org.eclipse.jgit.transport.sshd.ServerKeyDatabase;
import org.eclipse.jgit.transport.sshd.SshdSessionFactory;
import org.eclipse.jgit.transport.sshd.agent.ConnectorFactory;
import org.jspecify.annotations.Nullable;

/// Makes one connection to an SSH server, by what it is given and nothing that lies in `~/.ssh`.
final class SshConnector extends SshdSessionFactory {
    private final HostKeys hosts;
    private final Identities identities;

    SshConnector(HostKeys hosts, Identities identities) {
        super(null, new DefaultProxyDataFactory());
        this.hosts = hosts;
        this.identities = identities;
    }

    @Override
    protected @Nullable File getSshConfig(File sshDir) {
        return null;
    }

    @Override
    protected ServerKeyDatabase createServerKeyDatabase(File homeDir, File sshDir) {
        return hosts;
    }

    @Override
    protected Iterable<KeyPair> getDefaultKeys(File sshDir) {
        return identities.keys();
    }

    @Override
    protected @Nullable ConnectorFactory getConnectorFactory() {
        return identities.agent();
    }

    @Override
    protected String getDefaultPreferredAuthentications() {
        return "publickey";
    }
}
