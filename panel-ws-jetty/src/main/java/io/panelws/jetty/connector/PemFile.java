package io.panelws.jetty.connector;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The blocks of a PEM file, in their order; what is between them is for humans (RFC 7468, 2). */
record PemFile(List<Block> blocks, boolean hasEncryptedKey) {

    private static final int MAX_BYTES = 1 << 20;
    private static final Pattern BLOCK = Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");

    /** What is between two lines of dashes. */
    record Block(String label, byte[] content) {}

    static PemFile read(Path file) throws IOException {
        String text = text(file);
        List<Block> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(text);
        while (matcher.find()) {
            String label = matcher.group(1);
            if (label.equals("CERTIFICATE") || label.endsWith("PRIVATE KEY")) {
                blocks.add(new Block(label, decode(file, label, matcher.group(2))));
            }
        }
        return new PemFile(List.copyOf(blocks), isEncrypted(text));
    }

    List<Block> blocks(String... labels) {
        List<String> wanted = List.of(labels);
        return blocks.stream().filter(block -> wanted.contains(block.label())).toList();
    }

    private static boolean isEncrypted(String text) {
        // The newer way and the older one (RFC 1421).
        return text.contains("-----BEGIN ENCRYPTED PRIVATE KEY-----") || text.contains("Proc-Type: 4,ENCRYPTED");
    }

    private static byte[] decode(Path file, String label, String base64) throws IOException {
        try {
            return Base64.getMimeDecoder().decode(base64.strip());
        } catch (IllegalArgumentException e) {
            // Without the cause: it may show a character of the key.
            throw new IOException("The block " + label + " of " + file + " is damaged");
        }
    }

    private static String text(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(MAX_BYTES + 1);
            if (content.length > MAX_BYTES) {
                throw new IOException(file + " is too large for certificates: more than " + MAX_BYTES + " bytes");
            }
            return new String(content, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            throw new IOException("There is no file " + file, e);
        } catch (AccessDeniedException e) {
            throw new IOException(
                    file + " may not be read by the user " + System.getProperty("user.name") + ", as whom Jetty runs",
                    e);
        }
    }
}
