package io.panelws.jetty.replay;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/** A SHA-256 over a sequence of texts and bytes, each with its length before it, so that no two sequences run together. */
final class Digest {

    private final MessageDigest sha256 = sha256();

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Takes the characters as they are: an encoder would write the same for all unpaired surrogates. */
    Digest add(String text) {
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES + Character.BYTES * text.length());
        bytes.putInt(text.length());
        bytes.asCharBuffer().put(text);
        sha256.update(bytes.array());
        return this;
    }

    Digest add(List<String> texts) {
        count(texts.size());
        texts.forEach(this::add);
        return this;
    }

    Digest add(byte[] bytes) {
        count(bytes.length);
        sha256.update(bytes);
        return this;
    }

    Digest count(int number) {
        sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(number).array());
        return this;
    }

    String toBase64Url() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sha256.digest());
    }
}
