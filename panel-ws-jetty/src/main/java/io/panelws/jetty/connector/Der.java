package io.panelws.jetty.connector;

import java.util.Arrays;

/** As much of ASN.1's encoding as it takes to wrap a key. */
final class Der {

    private static final byte SEQUENCE = 0x30;
    private static final byte OCTET_STRING = 0x04;
    private static final byte[] VERSION_0 = {0x02, 0x01, 0x00};

    private Der() {}

    /** The {@code AlgorithmIdentifier}, the first thing in a public key (RFC 5280, 4.1). */
    static byte[] algorithm(byte[] publicKey) {
        int begin = contentOf(publicKey, 0);
        int content = contentOf(publicKey, begin);
        return Arrays.copyOfRange(publicKey, begin, content + length(publicKey, begin));
    }

    /** A key of its algorithm's own form as PKCS#8 (RFC 5208, 5). */
    static byte[] pkcs8(byte[] algorithm, byte[] key) {
        return element(SEQUENCE, VERSION_0, algorithm, element(OCTET_STRING, key));
    }

    private static int contentOf(byte[] der, int begin) {
        int first = der[begin + 1];
        return begin + 2 + (first < 0 ? first & 0x7f : 0);
    }

    private static int length(byte[] der, int begin) {
        int first = der[begin + 1];
        if (first >= 0) {
            return first;
        }
        int length = 0;
        for (int i = begin + 2; i < contentOf(der, begin); i++) {
            length = length << 8 | der[i] & 0xff;
        }
        return length;
    }

    private static byte[] element(byte tag, byte[]... parts) {
        int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
        // Three bytes of length are enough for files of this size; DER wants the shortest form.
        int lengthBytes = length < 0x80 ? 0 : length < 0x100 ? 1 : length < 0x10000 ? 2 : 3;
        byte[] element = new byte[2 + lengthBytes + length];
        element[0] = tag;
        element[1] = (byte) (lengthBytes == 0 ? length : 0x80 | lengthBytes);
        int at = 2;
        for (int i = lengthBytes - 1; i >= 0; i--) {
            element[at++] = (byte) (length >> 8 * i);
        }
        for (byte[] part : parts) {
            System.arraycopy(part, 0, element, at, part.length);
            at += part.length;
        }
        return element;
    }
}
