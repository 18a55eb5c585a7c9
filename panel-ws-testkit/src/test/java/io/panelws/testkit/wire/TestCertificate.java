package io.panelws.testkit.wire;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A certificate for 127.0.0.1 and no other name.
 *
 * @param sockets for a server that shows it
 * @param pem the certificate alone
 * @param authority who has signed it, alone
 */
public record TestCertificate(ServerSocketFactory sockets, Path pem, Path authority) {

    private static final char[] PASSWORD = "changeit".toCharArray();

    /** Made by keytool, with what it takes besides; {@code -startdate} for one. */
    public static TestCertificate make(Path directory, String... more) throws Exception {
        Path file = directory.resolve("panel.p12");
        Path pem = directory.resolve("panel.pem");
        Path authority = directory.resolve("authority.pem");
        keytool(file, "authority", "-genkeypair", "-keyalg", "EC", "-dname", "CN=authority", "-ext", "bc:c");
        keytool(file, "authority", "-exportcert", "-rfc", "-file", authority.toString());
        String[] signed = {"-genkeypair", "-signer", "authority", "-keyalg", "EC", "-dname", "CN=panel"};
        String[] named = {"-validity", "2", "-ext", "san=ip:127.0.0.1"};
        keytool(
                file,
                "panel",
                Stream.of(signed, named, more).flatMap(Stream::of).toArray(String[]::new));
        keytool(file, "panel", "-exportcert", "-rfc", "-file", pem.toString());
        KeyStore store = KeyStore.getInstance(file.toFile(), PASSWORD);
        store.deleteEntry("authority");
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return new TestCertificate(context.getServerSocketFactory(), pem, authority);
    }

    private static void keytool(Path store, String alias, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-alias", alias, "-keystore", store.toString(), "-storepass", new String(PASSWORD)));
        Path log = Files.createTempFile(store.getParent(), "keytool", ".log");
        int status = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        if (status != 0) {
            throw new IllegalStateException(Files.readString(log));
        }
    }
}
