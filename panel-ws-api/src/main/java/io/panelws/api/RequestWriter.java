package io.panelws.api;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/** Writes the JSON of a request as a node does, or a panel that asks one. */
final class RequestWriter {

    private RequestWriter() {}

    static ByteBuffer write(WsRequest request) {
        ByteBuffer body = request.bodyBuffer();
        PieceBuffer out = new PieceBuffer(256);
        out.reserve(40);
        out.put('{');
        if (request.hasId()) {
            out.ascii("\"id\":");
            out.ascii(Long.toString(request.id()));
            out.put(',');
        }
        out.ascii("\"method\":");
        JsonText.write(request.method(), out);
        out.reserve(8);
        out.ascii(",\"path\":");
        JsonText.write(request.path(), out);
        if (!request.headers().isEmpty()) {
            headers(request.headers(), out);
        }
        if (body.hasRemaining()) {
            out.reserve(9);
            out.ascii(",\"body\":\"");
            Base64Pieces base64 = new Base64Pieces(out);
            base64.write(body, Integer.MAX_VALUE);
            base64.end();
            out.put('"');
        }
        out.reserveExactly(1);
        out.put('}');
        return out.take();
    }

    private static void headers(Map<String, List<String>> headers, PieceBuffer out) {
        out.reserve(12);
        out.ascii(",\"headers\":{");
        boolean first = true;
        for (Map.Entry<String, List<String>> header :
                Headers.wellFormed(headers).entrySet()) {
            if (!first) {
                out.reserve(1);
                out.put(',');
            }
            first = false;
            JsonText.writeMember(header.getKey(), header.getValue(), out);
        }
        out.reserve(1);
        out.put('}');
    }
}
