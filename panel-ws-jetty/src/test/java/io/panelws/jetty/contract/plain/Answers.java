package io.panelws.jetty.contract.plain;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** What the test servlets answer with. */
final class Answers {

    private Answers() {}

    /** Each on a line of its own, written as bytes: what encodes is what the case is about elsewhere. */
    static void text(HttpServletResponse response, Object... lines) throws IOException {
        StringBuilder text = new StringBuilder();
        for (Object line : lines) {
            text.append(line).append('\n');
        }
        response.setContentType("text/plain;charset=utf-8");
        response.getOutputStream().write(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Bytes that are different everywhere and the same every time. */
    static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) (i * 31 + (i >> 8) * 7 + (i >> 16));
        }
        return bytes;
    }
}
