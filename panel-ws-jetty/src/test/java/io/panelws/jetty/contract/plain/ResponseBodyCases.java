package io.panelws.jetty.contract.plain;

import static io.panelws.jetty.contract.CaseRequest.BROKEN;
import static io.panelws.jetty.contract.CaseRequest.of;

import jakarta.servlet.ServletOutputStream;
import java.io.PrintWriter;
import java.util.List;

/** Bodies of responses, their length, their encoding and their buffer. */
final class ResponseBodyCases extends PlainGroup {

    ResponseBodyCases() {
        super("response bodies");
        check("write-nothing", "a servlet that does nothing", (request, response) -> {});
        check("write-bytes", "every byte value", (request, response) -> response.getOutputStream()
                .write(Answers.bytes(1000)));
        check("write-large", "5 MB without a length", (request, response) -> response.getOutputStream()
                .write(Answers.bytes(5_000_000)));
        check("write-large-length", "5 MB with a length", (request, response) -> {
            response.setContentLength(5_000_000);
            response.getOutputStream().write(Answers.bytes(5_000_000));
        });
        check("write-pieces", "many small pieces, more than the buffer", (request, response) -> {
            for (int i = 0; i < 10_000; i++) {
                response.getOutputStream().print(i + ",");
            }
        });
        lengths();
        encodings();
        buffers();
        noBody();
    }

    private void lengths() {
        check("length-exact", "the right length", (request, response) -> {
            response.setContentLengthLong(10);
            response.getOutputStream().write(new byte[10]);
        });
        check("length-zero", "length 0", (request, response) -> response.setContentLength(0));
        check("length-too-large", "less is written than was said", 500, (request, response) -> {
            response.setContentLength(100);
            response.getOutputStream().write(new byte[10]);
        });
        check("length-too-large-flushed", "less is written than was said, flushed", BROKEN, (request, response) -> {
            response.setContentLength(100);
            response.getOutputStream().write(new byte[10]);
            response.flushBuffer();
        });
        check("length-too-small", "more is written than was said", 500, (request, response) -> {
            response.setContentLength(5);
            response.getOutputStream().write(new byte[10]);
        });
        check("length-too-small-flushed", "more is written than was said, after a flush", (request, response) -> {
            response.setContentLength(5);
            ServletOutputStream out = response.getOutputStream();
            out.write(new byte[5]);
            response.flushBuffer();
            out.write(new byte[5]);
        });
        check("length-after", "a length that is said after writing more", 500, (request, response) -> {
            response.getOutputStream().write(new byte[10]);
            response.setContentLength(5);
        });
    }

    private void encodings() {
        for (String charset : List.of("UTF-8", "ISO-8859-1", "UTF-16", "US-ASCII")) {
            check("writer-" + charset, "a writer in " + charset, (request, response) -> {
                response.setContentType("text/plain");
                response.setCharacterEncoding(charset);
                response.getWriter().print("Jürgen 中😀");
            });
        }
        check("writer-default", "a writer without a charset", (request, response) -> {
            response.setContentType("text/plain");
            response.getWriter().print("Jürgen");
        });
        check("writer-json", "a writer of JSON", (request, response) -> {
            response.setContentType("application/json");
            response.getWriter().print("{\"name\":\"Jürgen\"}");
        });
        check("writer-late", "a charset that comes after the writer", (request, response) -> {
            response.setContentType("text/html; charset=iso-8859-1");
            PrintWriter writer = response.getWriter();
            response.setCharacterEncoding("UTF-8");
            response.setContentType("text/plain;charset=UTF-8");
            writer.print("ü " + response.getContentType() + " " + response.getCharacterEncoding());
        });
        check("writer-closed", "what is written after close", (request, response) -> {
            PrintWriter writer = response.getWriter();
            writer.print("first");
            writer.close();
            writer.print("second");
        });
        check("writer-both", "writer and stream together", 500, (request, response) -> {
            response.getWriter().print("x");
            response.getOutputStream().print("y");
        });
    }

    private void buffers() {
        check("buffer-size", "a buffer of its own size", (request, response) -> {
            response.setBufferSize(100_000);
            response.getOutputStream().write(new byte[90_000]);
            response.setHeader("X-Late", response.isCommitted() + " " + response.getBufferSize());
        });
        check("buffer-size-late", "a buffer size that comes too late", 500, (request, response) -> {
            response.getOutputStream().print("x");
            response.setBufferSize(100_000);
        });
        check("buffer-flush", "flushBuffer in the middle", (request, response) -> {
            response.getOutputStream().print("first");
            response.flushBuffer();
            response.setHeader("X-Late", "1");
            response.setStatus(500);
            response.getOutputStream().print(" " + response.isCommitted());
        });
        check("buffer-reset", "reset", 202, (request, response) -> {
            response.setStatus(404);
            response.setHeader("X-Before", "1");
            response.getWriter().print("never seen");
            response.reset();
            response.setStatus(202);
            response.getOutputStream().print("seen");
        });
        check("buffer-reset-buffer", "resetBuffer", 203, (request, response) -> {
            response.setStatus(203);
            response.setHeader("X-Before", "1");
            response.getOutputStream().print("never seen");
            response.resetBuffer();
            response.getOutputStream().print("seen");
        });
        check("buffer-reset-late", "reset after a flush", BROKEN, (request, response) -> {
            response.getOutputStream().print("seen");
            response.flushBuffer();
            response.reset();
        });
        check("buffer-flush-empty", "flushBuffer with nothing in it", (request, response) -> {
            response.flushBuffer();
            response.flushBuffer();
            response.getOutputStream().print("the end");
        });
    }

    private void noBody() {
        for (int status : List.of(204, 304, 205)) {
            check("status-" + status, "an answer " + status, status, (request, response) -> {
                response.setStatus(status);
                response.setHeader("ETag", "\"1\"");
            });
            check("status-body-" + status, "an answer " + status + " with a body", status, (request, response) -> {
                response.setStatus(status);
                response.setContentType("text/plain");
                response.getOutputStream().print("not allowed");
            });
        }
        check("status-length-304", "an answer 304 that tells the length", 304, (request, response) -> {
            response.setStatus(304);
            response.setContentLength(1234);
        });
        check("head-written", "HEAD of what writes a body", of("HEAD", "/write-bytes"));
        check("head-large", "HEAD of what writes a large body", of("HEAD", "/write-large"));
        check("head-length", "HEAD of what tells its length", of("HEAD", "/write-large-length"));
    }
}
