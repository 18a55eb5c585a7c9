package io.panelws.jetty.contract.plain;

import static io.panelws.jetty.contract.CaseRequest.get;
import static io.panelws.jetty.contract.CaseRequest.post;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** Reading and writing without blocking. */
final class NonBlockingCases extends PlainGroup {

    private static final String BINARY = "application/octet-stream";

    /** Writes in pieces for as long as there is room. */
    private record Writer(AsyncContext async, ServletOutputStream out, byte[] bytes, int[] position)
            implements WriteListener {

        static void write(AsyncContext async, byte[] bytes) throws IOException {
            ServletOutputStream out = async.getResponse().getOutputStream();
            out.setWriteListener(new Writer(async, out, bytes, new int[1]));
        }

        @Override
        public void onWritePossible() throws IOException {
            while (out.isReady()) {
                int count = Math.min(10_000, bytes.length - position[0]);
                if (count == 0) {
                    async.complete();
                    return;
                }
                out.write(bytes, position[0], count);
                position[0] += count;
            }
        }

        @Override
        public void onError(Throwable cause) {
            async.complete();
        }
    }

    /** Collects the body and then writes it back. */
    private record Reader(AsyncContext async, ServletInputStream in, ByteArrayOutputStream body)
            implements ReadListener {

        @Override
        public void onDataAvailable() throws IOException {
            byte[] piece = new byte[4096];
            while (in.isReady() && !in.isFinished()) {
                int count = in.read(piece);
                if (count > 0) {
                    body.write(piece, 0, count);
                }
            }
        }

        @Override
        public void onAllDataRead() throws IOException {
            Writer.write(async, body.toByteArray());
        }

        @Override
        public void onError(Throwable cause) {
            async.complete();
        }
    }

    NonBlockingCases() {
        super("non-blocking servlets");
        serve("/read-listener", NonBlockingCases::echo);
        check("read-listener-empty", "an empty body", post("/read-listener", BINARY, new byte[0]));
        check("read-listener-small", "a small body", post("/read-listener", BINARY, Answers.bytes(100)));
        check("read-listener-large", "3 MB in and out", post("/read-listener", BINARY, Answers.bytes(3_000_000)));
        serve(
                "/write-listener",
                (request, response) -> Writer.write(
                        request.startAsync(), Answers.bytes(Integer.parseInt(request.getParameter("size")))));
        check("write-listener-small", "a small response", get("/write-listener?size=10"));
        check("write-listener-large", "a response of 3 MB", get("/write-listener?size=3000000"));
    }

    private static void echo(HttpServletRequest request, HttpServletResponse response) throws IOException {
        AsyncContext async = request.startAsync();
        ServletInputStream in = request.getInputStream();
        in.setReadListener(new Reader(async, in, new ByteArrayOutputStream()));
    }
}
