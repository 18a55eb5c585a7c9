package io.panelws.jetty.contract;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads one response (RFC 9112, section 6.3), and notices when it is not whole. */
final class HttpAnswerReader {

    private final InputStream in;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    HttpAnswerReader(InputStream in) {
        this.in = in;
    }

    Outcome read(String method) throws IOException {
        int status = 0;
        Map<String, List<String>> headers = Map.of();
        try {
            do {
                status = Integer.parseInt(line().split(" ")[1]);
                headers = headers();
            } while (status < 200);
            boolean bodiless = method.equals("HEAD") || status == 204 || status == 304;
            if (!bodiless) {
                readBody(headers);
            }
            return new Outcome(status, headers, body.toByteArray(), true);
        } catch (EOFException | SocketException e) {
            return status == 0 ? Outcome.CLOSED : new Outcome(status, headers, body.toByteArray(), false);
        }
    }

    private Map<String, List<String>> headers() throws IOException {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.computeIfAbsent(line.substring(0, colon), name -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        return headers;
    }

    private void readBody(Map<String, List<String>> headers) throws IOException {
        if (headers.containsKey("Transfer-Encoding")) {
            for (int size = chunkSize(); size > 0; size = chunkSize()) {
                readExactly(size);
                line();
            }
            headers();
        } else if (headers.containsKey("Content-Length")) {
            readExactly(Integer.parseInt(headers.get("Content-Length").get(0)));
        } else {
            in.transferTo(body);
        }
    }

    private int chunkSize() throws IOException {
        return Integer.parseInt(line(), 16);
    }

    private void readExactly(int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        body.writeBytes(bytes);
        if (bytes.length < count) {
            throw new EOFException();
        }
    }

    /** The bytes mean UTF-8 to a node; where they are none, Latin-1. */
    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException();
            }
            if (b != '\r') {
                line.write(b);
            }
        }
        byte[] bytes = line.toByteArray();
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }
}
