package io.panelws.jetty.connector;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Scanner;
import org.eclipse.jetty.util.security.Password;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * TLS 1.2 and 1.3 (P-1) with a certificate from files: PEM files or a key store. The files are looked at every second; when
 * they have changed, the next handshake gets the new certificate, and connections that are open stay as they are. What
 * cannot be used is logged and not taken: the certificate before it stays.
 *
 * <p>Set before the start, not afterwards. Thread-safe once started.
 */
public final class ReloadingSslContextFactory extends SslContextFactory.Server {

    private static final Logger LOG = System.getLogger(ReloadingSslContextFactory.class.getName());
    private static final String IN_MEMORY = "in-memory";

    private final Scanner scanner = new Scanner(null, false);
    private Optional<Path> certificates = Optional.empty();
    private Optional<Path> privateKey = Optional.empty();
    private Optional<Path> keyStoreFile = Optional.empty();
    private String keyStoreFilePassword = "";

    /** Makes a factory that knows no certificate yet. */
    public ReloadingSslContextFactory() {
        setIncludeProtocols("TLSv1.2", "TLSv1.3");
        scanner.setScanInterval(1);
        scanner.setReportExistingFilesOnStartup(false);
        scanner.addListener(new Changes());
        installBean(scanner);
    }

    /**
     * A PEM file with the certificate and its chain.
     *
     * @param file its path; null and empty stand for none
     */
    public void setCertificates(String file) {
        certificates = path(file);
    }

    /**
     * A PEM file with the key of the certificate, without a password.
     *
     * @param file its path; null and empty stand for none
     */
    public void setPrivateKey(String file) {
        privateKey = path(file);
    }

    /**
     * A key store, PKCS#12 or JKS, instead of PEM files.
     *
     * @param file its path; null and empty stand for none
     */
    public void setKeyStoreFile(String file) {
        keyStoreFile = path(file);
    }

    /**
     * The password of the key store and of its key.
     *
     * @param password may be obfuscated as Jetty does it, {@code OBF:...}
     */
    public void setKeyStoreFilePassword(String password) {
        keyStoreFilePassword = new Password(password == null ? "" : password).toString();
    }

    private static Optional<Path> path(String file) {
        return file == null || file.isBlank() ? Optional.empty() : Optional.of(Path.of(file));
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException with a sentence for the operator when there is no certificate that can be used
     */
    @Override
    protected void doStart() throws Exception {
        boolean pem = certificates.isPresent() && privateKey.isPresent() && keyStoreFile.isEmpty();
        boolean store = keyStoreFile.isPresent() && certificates.isEmpty() && privateKey.isEmpty();
        if (!pem && !store) {
            throw new IllegalArgumentException("panel-ws-tls needs a certificate: either panel-ws.tls.certificate and"
                    + " panel-ws.tls.key (PEM files), or panel-ws.tls.keyStorePath and panel-ws.tls.keyStorePassword;"
                    + " see start.d/panel-ws-tls.ini");
        }
        setKeyStorePassword(pem ? IN_MEMORY : keyStoreFilePassword);
        try {
            setKeyStore(read());
        } catch (IOException e) {
            throw new IllegalArgumentException("panel-ws-tls: " + e.getMessage(), e);
        }
        files().forEach(scanner::addFile);
        super.doStart();
    }

    private List<Path> files() {
        return Stream.of(certificates, privateKey, keyStoreFile)
                .flatMap(Optional::stream)
                .toList();
    }

    private KeyStore read() throws IOException {
        KeyStore store = keyStoreFile.isPresent()
                ? load(keyStoreFile.get())
                : PemKeyStore.read(certificates.orElseThrow(), privateKey.orElseThrow(), IN_MEMORY.toCharArray());
        announce(store);
        return store;
    }

    private KeyStore load(Path file) throws IOException {
        if (!file.toFile().canRead()) {
            throw new IOException("There is no file " + file + " that the user " + System.getProperty("user.name")
                    + ", as whom Jetty runs, may read");
        }
        try {
            char[] password = keyStoreFilePassword.toCharArray();
            KeyStore store = KeyStore.getInstance(file.toFile(), password);
            for (String alias : Collections.list(store.aliases())) {
                if (store.isKeyEntry(alias)) {
                    store.getKey(alias, password);
                    return store;
                }
            }
            throw new IOException("The key store " + file + " has no private key");
        } catch (GeneralSecurityException e) {
            throw new IOException("The key store " + file + " cannot be read", e);
        } catch (IOException e) {
            throw e.getCause() == null
                    ? e
                    : new IOException(
                            "The key store " + file + " cannot be read with panel-ws.tls.keyStorePassword", e);
        }
    }

    private static void announce(KeyStore store) throws IOException {
        try {
            for (String alias : Collections.list(store.aliases())) {
                if (store.isKeyEntry(alias) && store.getCertificate(alias) instanceof X509Certificate certificate) {
                    LOG.log(
                            Level.INFO,
                            "TLS with the certificate of {0}, valid until {1}",
                            certificate.getSubjectX500Principal(),
                            certificate.getNotAfter().toInstant());
                }
            }
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    /** Looks at the files now, and returns when what has changed is taken or refused. */
    void scan() {
        CountDownLatch done = new CountDownLatch(1);
        scanner.scan(Callback.from(done::countDown));
        try {
            done.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Jetty's own way of reloading unloads first: what cannot be read would leave it without any certificate. */
    private void replace() {
        try {
            KeyStore fresh = read();
            reload(factory -> factory.setKeyStore(fresh));
        } catch (Exception e) {
            LOG.log(
                    Level.WARNING,
                    "The changed certificate is not used, the one before it still is: {0}",
                    e.getMessage());
        }
    }

    /** Both files of a pair are looked at before the pair is read. */
    private final class Changes implements Scanner.DiscreteListener, Scanner.ScanCycleListener {

        // Of the one thread that scans.
        private boolean changed;

        @Override
        public void pathChanged(Path path) {
            changed = true;
        }

        @Override
        public void pathAdded(Path path) {
            changed = true;
        }

        @Override
        public void pathRemoved(Path path) {
            // It may be on the way: what is written in its place is added.
        }

        @Override
        public void scanEnded(int cycle) {
            if (changed) {
                changed = false;
                replace();
            }
        }
    }
}
