package io.panelws.testkit.books;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;

/** Flushes in the middle of each write, so that the answer goes out in fragments. */
final class InTwoPieces extends HttpServletResponseWrapper {

    private final Runnable between;

    InTwoPieces(HttpServletResponse response, Runnable between) {
        super(response);
        this.between = between;
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        ServletOutputStream out = super.getOutputStream();
        return new ServletOutputStream() {

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                int half = length / 2;
                out.write(bytes, offset, half);
                out.flush();
                between.run();
                out.write(bytes, offset + half, length - half);
            }

            @Override
            public void write(int octet) throws IOException {
                out.write(octet);
            }

            @Override
            public boolean isReady() {
                return out.isReady();
            }

            @Override
            public void setWriteListener(WriteListener listener) {
                out.setWriteListener(listener);
            }
        };
    }
}
