package dev.plumbline.repository.transport;

import dev.plumbline.repository.transport.RefusedException.By;
import java.io.IOException;
import java.io.InputStream;
import java.net.Proxy;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;
import org.eclipse.jgit.transport.http.JDKHttpConnectionFactory;

/// Connections to one HTTP server, whose certificate may come from an authority of its own. What
/// proves who the agent is goes to no other server, whoever redirects there.
final class HttpConnections implements HttpConnectionFactory {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private final JDKHttpConnectionFactory connections = new JDKHttpConnectionFactory();
    private final URIish server;
    private final boolean hasLogin;
    private final Optional<Trust> trust;

    HttpConnections(URIish server, boolean hasLogin, Optional<Path> caFile)
            throws RefusedException {
        this.server = server;
        this.hasLogin = hasLogin;
        this.trust =
                caFile.isPresent()
                        ? Optional.of(new Trust(factory(caFile.get())))
                        : Optional.empty();
    }

    @Override
    public HttpConnection create(URL url) throws IOException {
        return create(url, Proxy.NO_PROXY);
    }

    @Override
    public HttpConnection create(URL url, Proxy proxy) throws IOException {
        if (hasLogin && !isServer(url)) {
            throw new RefusedException(
                    By.AGENT,
                    "it redirects to %s://%s, which the credentials are not for; where that is right, name the repository's URL there"
                            .formatted(
                                    url.getProtocol(),
                                    url.getHost() + (url.getPort() > 0 ? ":" + url.getPort() : "")),
                    null);
        }
        return connections.create(trust.isPresent() ? URL.of(uri(url), trust.get()) : url, proxy);
    }

    private static URI uri(URL url) throws IOException {
        try {
            return url.toURI();
        } catch (URISyntaxException e) {
            throw new IOException("a redirect leads to what is no URL", e);
        }
    }

    /// The same server, or the same by https.
    private boolean isServer(URL target) {
        boolean isOverTls = target.getProtocol().equalsIgnoreCase("https");
        boolean wasOverTls = server.getScheme().equalsIgnoreCase("https");
        int port = target.getPort() > 0 ? target.getPort() : target.getDefaultPort();
        int known = server.getPort() > 0 ? server.getPort() : wasOverTls ? HTTPS : HTTP;
        boolean isUpgrade = !wasOverTls && isOverTls && known == HTTP && port == HTTPS;
        return target.getHost().equalsIgnoreCase(server.getHost())
                && (isUpgrade || isOverTls == wasOverTls && port == known);
    }

    private static SSLSocketFactory factory(Path caFile) throws RefusedException {
        try (InputStream pem = Files.newInputStream(caFile)) {
            KeyStore authorities = KeyStore.getInstance(KeyStore.getDefaultType());
            authorities.load(null, null);
            int number = 0;
            for (Certificate each :
                    CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                authorities.setCertificateEntry("ca-" + number++, each);
            }
            if (number == 0) {
                throw new GeneralSecurityException("it holds no certificate");
            }
            TrustManagerFactory trusting =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trusting.init(authorities);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trusting.getTrustManagers(), null);
            return context.getSocketFactory();
        } catch (IOException | GeneralSecurityException e) {
            throw new RefusedException(
                    By.AGENT,
                    "the ca_file %s cannot be used (%s); it has to hold certificates as PEM"
                            .formatted(caFile, e.getMessage()),
                    e);
        }
    }

    /// Opens connections as the JVM does, with other authorities. All share one factory of sockets,
    /// so that the JVM uses open ones again.
    private static final class Trust extends URLStreamHandler {
        private final SSLSocketFactory sockets;

        Trust(SSLSocketFactory sockets) {
            this.sockets = sockets;
        }

        @Override
        protected URLConnection openConnection(URL url) throws IOException {
            return openConnection(url, Proxy.NO_PROXY);
        }

        @Override
        protected URLConnection openConnection(URL url, Proxy proxy) throws IOException {
            URLConnection connection = uri(url).toURL().openConnection(proxy);
            if (connection instanceof HttpsURLConnection secure) {
                secure.setSSLSocketFactory(sockets);
            }
            return connection;
        }
    }
}
