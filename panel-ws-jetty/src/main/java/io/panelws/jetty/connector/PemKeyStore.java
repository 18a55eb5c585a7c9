package io.panelws.jetty.connector;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import java.util.Optional;

/**
 * Reads a certificate with its chain and its private key from PEM files (RFC 7468), as certbot and acme.sh write them. The
 * key may be PKCS#8, PKCS#1 ({@code RSA PRIVATE KEY}) or SEC 1 ({@code EC PRIVATE KEY}), and may be in the same file.
 *
 * <p>Files of more than 1 MiB are refused. Stateless.
 */
public final class PemKeyStore {

    private static final String ALIAS = "panel-ws";

    private PemKeyStore() {}

    /**
     * Reads both files, and sees that they belong together.
     *
     * @param certificates the server's own certificate first, then those that lead to the root
     * @param privateKey its key, without a password
     * @param password protects the key in memory
     * @return a key store with one entry, on no disk
     * @throws IOException with a sentence for the operator: which file, what is wrong with it, what to do. Nothing of the key
     *     is in it
     */
    public static KeyStore read(Path certificates, Path privateKey, char[] password) throws IOException {
        Certificate[] chain = chain(certificates);
        PrivateKey key = key(privateKey, chain[0].getPublicKey(), certificates);
        try {
            if (!belongTogether(key, chain[0].getPublicKey())) {
                throw strangers(privateKey, certificates);
            }
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(ALIAS, key, password, chain);
            return store;
        } catch (GeneralSecurityException e) {
            throw new IOException(
                    "The certificates in " + certificates
                            + " are no chain: the first must be the server's own, and each be issued by the next",
                    e);
        }
    }

    private static Certificate[] chain(Path file) throws IOException {
        List<PemFile.Block> blocks = PemFile.read(file).blocks("CERTIFICATE");
        if (blocks.isEmpty()) {
            throw new IOException(file + " has no certificate: no line says -----BEGIN CERTIFICATE-----");
        }
        Certificate[] chain = new Certificate[blocks.size()];
        try {
            CertificateFactory x509 = CertificateFactory.getInstance("X.509");
            for (int i = 0; i < chain.length; i++) {
                chain[i] = x509.generateCertificate(
                        new ByteArrayInputStream(blocks.get(i).content()));
            }
            return chain;
        } catch (GeneralSecurityException e) {
            throw new IOException("A certificate in " + file + " cannot be read", e);
        }
    }

    private static PrivateKey key(Path file, PublicKey publicKey, Path certificates) throws IOException {
        PemFile pem = PemFile.read(file);
        if (pem.hasEncryptedKey()) {
            throw new IOException(
                    "The key in " + file + " has a password; this writes it without one, for Jetty's eyes only: "
                            + "openssl pkey -in " + file + " -out key.pem && chmod 600 key.pem");
        }
        byte[] encoded = pkcs8(pem, publicKey)
                .orElseThrow(
                        () -> new IOException(file + " has no private key: no line says -----BEGIN PRIVATE KEY-----"));
        try {
            return KeyFactory.getInstance(publicKey.getAlgorithm()).generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (InvalidKeySpecException e) {
            throw strangers(file, certificates);
        } catch (GeneralSecurityException e) {
            throw new IOException("Java knows no keys of the kind " + publicKey.getAlgorithm() + ", as in " + file, e);
        }
    }

    private static Optional<byte[]> pkcs8(PemFile pem, PublicKey publicKey) {
        Optional<byte[]> pkcs8 =
                pem.blocks("PRIVATE KEY").stream().map(PemFile.Block::content).findFirst();
        if (pkcs8.isPresent()) {
            return pkcs8;
        }
        // Both lack the name of the algorithm and its parameters, which the certificate has.
        return pem.blocks("RSA PRIVATE KEY", "EC PRIVATE KEY").stream()
                .map(block -> Der.pkcs8(Der.algorithm(publicKey.getEncoded()), block.content()))
                .findFirst();
    }

    private static IOException strangers(Path privateKey, Path certificates) {
        return new IOException(
                "The key in " + privateKey + " is not the key of the first certificate in " + certificates);
    }

    private static boolean belongTogether(PrivateKey key, PublicKey publicKey) throws GeneralSecurityException {
        Optional<String> algorithm = signatureBy(publicKey.getAlgorithm());
        if (algorithm.isEmpty()) {
            return true;
        }
        byte[] anything = publicKey.getEncoded();
        Signature signature = Signature.getInstance(algorithm.get());
        signature.initSign(key);
        signature.update(anything);
        byte[] signed = signature.sign();
        signature.initVerify(publicKey);
        signature.update(anything);
        return signature.verify(signed);
    }

    private static Optional<String> signatureBy(String keyAlgorithm) {
        return switch (keyAlgorithm) {
            case "RSA" -> Optional.of("SHA256withRSA");
            case "EC" -> Optional.of("SHA256withECDSA");
            case "EdDSA" -> Optional.of("EdDSA");
            default -> Optional.empty();
        };
    }
}
