package io.panelws.jetty.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.interfaces.RSAPrivateKey;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PemKeyStoreTest {

    private static final char[] PASSWORD = "x".toCharArray();

    @TempDir
    static Path made;

    private static Keys rsa;
    private static Keys ec;

    @TempDir
    Path directory;

    private Path chain;
    private Path key;

    @BeforeAll
    static void make() throws Exception {
        rsa = Keys.make(made, "rsa", "RSA");
        ec = Keys.make(made, "ec", "EC");
    }

    @BeforeEach
    void names() {
        chain = directory.resolve("fullchain.pem");
        key = directory.resolve("privkey.pem");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC", "Ed25519", "RSASSA-PSS"})
    void readsWhatCertbotWrites(String algorithm) throws Exception {
        Keys keys = Keys.make(directory, "panel", algorithm);
        keys.write(directory);
        assertHolds(PemKeyStore.read(chain, key, PASSWORD), keys);
    }

    /** The older forms, as openssl of the machine writes them and acme.sh with it. */
    @ParameterizedTest
    @CsvSource({"rsa, RSA PRIVATE KEY", "ec, EC PRIVATE KEY"})
    void readsWhatAcmeShWrites(String kind, String label) throws Exception {
        Keys keys = kind.equals("rsa") ? rsa : ec;
        assumeTrue(hasOpenssl(), "openssl is not installed");
        keys.write(directory);
        Path old = directory.resolve("old.key");
        Keys.run(List.of("openssl", kind, "-in", key.toString(), "-out", old.toString(), "-traditional")
                .subList(0, kind.equals("rsa") ? 7 : 6));
        assertThat(Files.readString(old)).contains(label);
        assertHolds(PemKeyStore.read(chain, old, PASSWORD), keys);
    }

    @Test
    void readsBothFromOneFileWithWordsBetweenThem() throws Exception {
        String text = "Bag Attributes\n" + rsa.keyPem() + "subject=CN = rsa\r\n" + rsa.certificatePem();
        Files.writeString(chain, text.replace("\n", "\r\n"));
        assertHolds(PemKeyStore.read(chain, chain, PASSWORD), rsa);
    }

    @Test
    void namesAFileThatIsNotThere() throws Exception {
        rsa.write(directory);
        Path missing = directory.resolve("missing.pem");
        assertSays("There is no file " + missing, missing, key);
        assertSays("There is no file " + missing, chain, missing);
    }

    @Test
    void saysWhoMayNotReadAFile() throws Exception {
        rsa.write(directory);
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("---------"));
        assumeTrue(!Files.isReadable(key), "this test runs as root, who may read everything");
        assertSays(key + " may not be read by the user " + System.getProperty("user.name"), chain, key);
    }

    @Test
    void saysWhatAFileHasNot() throws Exception {
        rsa.write(directory);
        assertSays(key + " has no certificate", key, key);
        assertSays(chain + " has no private key", chain, chain);
    }

    @Test
    void refusesTheKeyOfAnotherCertificate() throws Exception {
        rsa.write(directory);
        for (Keys other : List.of(ec, Keys.make(directory, "other", "RSA"))) {
            Files.writeString(key, other.keyPem());
            assertSays("The key in " + key + " is not the key of the first certificate in " + chain, chain, key);
        }
    }

    @Test
    void refusesAChainInTheWrongOrder() throws Exception {
        rsa.write(directory);
        Files.writeString(chain, rsa.certificatePem() + ec.certificatePem());
        assertSays("The certificates in " + chain + " are no chain", chain, key);
    }

    @Test
    void saysHowToTakeAwayAPassword() throws Exception {
        rsa.write(directory);
        for (String encrypted : List.of(
                Keys.pem("ENCRYPTED PRIVATE KEY", new byte[] {1, 2, 3}),
                "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00\n\nAAAA\n"
                        + "-----END RSA PRIVATE KEY-----\n")) {
            Files.writeString(key, encrypted);
            assertSays("openssl pkey -in " + key, chain, key);
        }
    }

    @Test
    void showsNothingOfADamagedKey() throws Exception {
        rsa.write(directory);
        Files.writeString(key, rsa.keyPem().replaceFirst("\n\\w{4}", "\nA"));
        assertThatThrownBy(() -> PemKeyStore.read(chain, key, PASSWORD))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(key.toString())
                .satisfies(e ->
                        assertThat(e.toString()).doesNotContain(rsa.keyPem().substring(40, 60)));
        Files.writeString(chain, "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        assertSays("A certificate in " + chain + " cannot be read", chain, key);
    }

    @Test
    void readsNoFileWithoutEnd() {
        assertSays("/dev/zero is too large for certificates", Path.of("/dev/zero"), key);
    }

    private static void assertHolds(KeyStore store, Keys keys) throws Exception {
        assertThat(store.size()).isEqualTo(1);
        String alias = store.aliases().nextElement();
        assertThat(store.getCertificate(alias)).isEqualTo(keys.certificate());
        if (keys.key() instanceof RSAPrivateKey original) {
            RSAPrivateKey read = (RSAPrivateKey) store.getKey(alias, PASSWORD);
            assertThat(read.getPrivateExponent()).isEqualTo(original.getPrivateExponent());
        } else {
            assertThat(store.getKey(alias, PASSWORD).getAlgorithm())
                    .isEqualTo(keys.key().getAlgorithm());
        }
    }

    private static void assertSays(String sentence, Path chain, Path key) {
        assertThatThrownBy(() -> PemKeyStore.read(chain, key, PASSWORD))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(sentence);
    }

    private static boolean hasOpenssl() throws InterruptedException {
        try {
            return new ProcessBuilder("openssl", "version")
                            .redirectErrorStream(true)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
