package io.panelws.testkit.wire;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/** Whom a node trusts over TLS, 1.2 or later. Immutable. */
public final class Tls {

    /** What {@link SSLContext#getDefault()} trusts, the host's name checked. */
    public static final Tls SYSTEM = new Tls(SSLContext::getDefault, true);

    private static final String[] VERSIONS = {"TLSv1.3", "TLSv1.2"};

    private final Source source;
    private final boolean verifies;

    @FunctionalInterface
    private interface Source {
        SSLContext context() throws GeneralSecurityException;
    }

    private Tls(Source source, boolean verifies) {
        this.source = source;
        this.verifies = verifies;
    }

    /**
     * Trusts what is in a file and nobody else, the host's name checked.
     *
     * @param file certificates in PEM: those of authorities, or the panel's own
     * @return the settings
     * @throws IOException when the file cannot be read or holds no certificate; the message says which
     */
    public static Tls trusting(Path file) throws IOException {
        try {
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(trustStore(file));
            SSLContext context = context(managers.getTrustManagers());
            return new Tls(() -> context, true);
        } catch (GeneralSecurityException e) {
            throw new IOException("the platform's TLS is not set up", e);
        }
    }

    /**
     * Reads whom to trust.
     *
     * @param file certificates in PEM
     * @return a store of them, in memory
     * @throws IOException when the file cannot be read or holds no certificate; the message says which
     */
    public static KeyStore trustStore(Path file) throws IOException {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new IOException("no file can be read at " + file);
        }
        try (InputStream in = Files.newInputStream(file)) {
            Collection<? extends Certificate> certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (certificates.isEmpty()) {
                throw new IOException("no certificate in " + file + ": it has to be in PEM");
            }
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            for (Certificate certificate : certificates) {
                trusted.setCertificateEntry(Integer.toString(trusted.size()), certificate);
            }
            return trusted;
        } catch (GeneralSecurityException e) {
            throw new IOException("no certificate can be read from " + file + ": it has to be in PEM", e);
        }
    }

    /**
     * Trusts whoever answers: for a try before a certificate is there. The token is then read by anybody in between.
     *
     * @return the settings
     */
    public static Tls insecure() {
        return new Tls(() -> context(new TrustsEverybody()), false);
    }

    /** Speaks TLS over a connection. */
    Socket secured(Socket socket, String host, int port) throws IOException {
        try {
            SSLSocket secured = (SSLSocket) source.context().getSocketFactory().createSocket(socket, host, port, true);
            SSLParameters parameters = secured.getSSLParameters();
            if (verifies) {
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
            }
            parameters.setProtocols(VERSIONS);
            secured.setSSLParameters(parameters);
            secured.startHandshake();
            return secured;
        } catch (GeneralSecurityException e) {
            throw new IOException("the platform's TLS is not set up", e);
        }
    }

    private static SSLContext context(TrustManager... managers) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers, null);
        return context;
    }

    private static final class TrustsEverybody extends X509ExtendedTrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
