package io.panelws.jetty.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;

/**
 * A certificate for 127.0.0.1, made by keytool, and its key.
 *
 * @param store the file in which keytool has put both; its password is {@link #PASSWORD}
 */
record Keys(X509Certificate certificate, PrivateKey key, Path store) {

    static final String PASSWORD = "changeit";

    static Keys make(Path directory, String name, String algorithm) throws Exception {
        Path store = directory.resolve(name + ".p12");
        run(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "panel",
                "-keyalg",
                algorithm,
                "-dname",
                "CN=" + name,
                "-validity",
                "2",
                "-ext",
                "san=ip:127.0.0.1",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD));
        return read(store);
    }

    static Keys read(Path store) throws GeneralSecurityException, IOException {
        KeyStore loaded = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
        return new Keys(
                (X509Certificate) loaded.getCertificate("panel"),
                (PrivateKey) loaded.getKey("panel", PASSWORD.toCharArray()),
                store);
    }

    static void run(List<String> command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(output).isZero();
    }

    String certificatePem() throws GeneralSecurityException {
        return pem("CERTIFICATE", certificate.getEncoded());
    }

    String keyPem() {
        return pem("PRIVATE KEY", key.getEncoded());
    }

    static String pem(String label, byte[] content) {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return "-----BEGIN " + label + "-----\n" + base64 + "\n-----END " + label + "-----\n";
    }

    /** Writes both files as certbot names them. */
    void write(Path directory) throws Exception {
        Files.writeString(directory.resolve("fullchain.pem"), certificatePem());
        Files.writeString(directory.resolve("privkey.pem"), keyPem());
    }
}
