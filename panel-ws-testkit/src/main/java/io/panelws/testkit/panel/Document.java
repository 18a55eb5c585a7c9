package io.panelws.testkit.panel;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A JSON text that nodes ask for again and again, with the strong entity tag of its bytes. Immutable. */
final class Document {

    private static final int TAG_BYTES = 16;

    private final byte[] bytes;
    private final String etag;

    private Document(byte[] bytes) {
        this.bytes = bytes;
        this.etag = '"' + HexFormat.of().formatHex(sha256(bytes), 0, TAG_BYTES) + '"';
    }

    static Document of(String json) {
        return new Document(json.getBytes(StandardCharsets.UTF_8));
    }

    /** The bytes themselves, not a copy: a user list has megabytes. Callers only read. */
    byte[] bytes() {
        return bytes;
    }

    String etag() {
        return etag;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
