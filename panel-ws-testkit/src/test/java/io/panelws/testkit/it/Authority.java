package io.panelws.testkit.it;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate authority of the test's own, and the certificate of a panel at 127.0.0.1 that it has signed, as files. */
final class Authority {

    static final String PASSWORD = "changeit";

    private final Path directory;

    private Authority(Path directory) {
        this.directory = directory;
    }

    /** Makes both, in a directory that does not matter otherwise. */
    static Authority create(Path directory) throws IOException, InterruptedException, GeneralSecurityException {
        Files.createDirectories(directory);
        for (String file : List.of("ca.p12", "panel.p12")) {
            Files.deleteIfExists(directory.resolve(file));
        }
        Authority authority = new Authority(directory);
        authority.issue();
        return authority;
    }

    /** The authority's certificate, PEM. */
    Path certificate() {
        return directory.resolve("ca.pem");
    }

    /** The panel's key and certificate as Jetty takes them; {@link #PASSWORD} opens it. */
    Path keyStore() {
        return directory.resolve("panel.p12");
    }

    /** The panel's certificate, PEM. */
    Path panelCertificate() {
        return directory.resolve("panel.crt");
    }

    /** The panel's private key, PEM. */
    Path panelKey() {
        return directory.resolve("panel.key");
    }

    /** Both in one file, PEM. */
    Path panelCertificateAndKey() {
        return directory.resolve("panel.pem");
    }

    /** TLS that trusts this authority and no other. */
    SSLContext trust() throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        try (InputStream in = Files.newInputStream(certificate())) {
            trusted.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private void issue() throws IOException, InterruptedException, GeneralSecurityException {
        keytool("-genkeypair", "-keystore", "ca.p12", "-alias", "ca", "-dname", "CN=test authority", "-ext", "bc:c");
        keytool("-genkeypair", "-keystore", "panel.p12", "-alias", "panel", "-dname", "CN=panel");
        keytool("-certreq", "-keystore", "panel.p12", "-alias", "panel", "-file", "panel.csr");
        keytool("-gencert", "-keystore", "ca.p12", "-alias", "ca", "-infile", "panel.csr", "-outfile", "panel.der");
        keytool("-exportcert", "-keystore", "ca.p12", "-alias", "ca", "-file", "ca.der");
        keytool("-importcert", "-keystore", "panel.p12", "-alias", "ca", "-file", "ca.der");
        keytool("-importcert", "-keystore", "panel.p12", "-alias", "panel", "-file", "panel.der");

        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keyStore())) {
            store.load(in, PASSWORD.toCharArray());
        }
        byte[] key = store.getKey("panel", PASSWORD.toCharArray()).getEncoded();
        Files.writeString(certificate(), pem(store.getCertificate("ca")));
        Files.writeString(panelCertificate(), pem(store.getCertificate("panel")));
        Files.writeString(panelKey(), pem("PRIVATE KEY", key));
        Files.writeString(
                panelCertificateAndKey(), Files.readString(panelCertificate()) + Files.readString(panelKey()));
    }

    private void keytool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Jdk.current().home().resolve("bin/keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storepass", PASSWORD));
        switch (arguments[0]) {
            case "-genkeypair" -> command.addAll(List.of("-keyalg", "EC", "-validity", "2"));
            case "-gencert" -> command.addAll(List.of("-ext", "san=ip:127.0.0.1", "-validity", "2"));
            case "-importcert" -> command.add("-noprompt");
            default -> {}
        }
        Path log = directory.resolve("keytool.log");
        int status = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        if (status != 0) {
            throw new IllegalStateException(Files.readString(log));
        }
    }

    private static String pem(Certificate certificate) throws GeneralSecurityException {
        return pem("CERTIFICATE", certificate.getEncoded());
    }

    private static String pem(String type, byte[] der) {
        Base64.Encoder lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
        return "-----BEGIN " + type + "-----\n" + lines.encodeToString(der) + "\n-----END " + type + "-----\n";
    }
}
