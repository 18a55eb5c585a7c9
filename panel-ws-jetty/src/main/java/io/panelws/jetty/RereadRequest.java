package io.panelws.jetty;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A request whose body has been read, up to a limit, and is to be read again. */
final class RereadRequest extends HttpServletRequestWrapper {

    private final Body body;
    private final ServletResponse response;
    private Optional<BufferedReader> reader = Optional.empty();
    private boolean asStream;

    RereadRequest(HttpServletRequest request, ServletResponse response, byte[] start) throws IOException {
        super(request);
        this.body = new Body(request, start);
        this.response = response;
    }

    /** Else what runs later would get the request inside, whose body is gone. */
    @Override
    public AsyncContext startAsync() {
        return startAsync(this, response);
    }

    @Override
    public ServletInputStream getInputStream() {
        if (reader.isPresent()) {
            throw new IllegalStateException("the body is being read by a reader");
        }
        asStream = true;
        return body;
    }

    /** In Latin-1 where the request names no encoding (Jakarta Servlet 6.0, section 3.12). */
    @Override
    public BufferedReader getReader() throws IOException {
        if (asStream) {
            throw new IllegalStateException("the body is being read as a stream");
        }
        if (reader.isEmpty()) {
            String encoding = Optional.ofNullable(getCharacterEncoding()).orElse(StandardCharsets.ISO_8859_1.name());
            reader = Optional.of(new BufferedReader(new InputStreamReader(body, encoding)));
        }
        return reader.get();
    }

    private static final class Body extends ServletInputStream {

        private final HttpServletRequest request;
        private final ByteArrayInputStream start;
        private final ServletInputStream rest;

        Body(HttpServletRequest request, byte[] start) throws IOException {
            this.request = request;
            this.start = new ByteArrayInputStream(start);
            this.rest = request.getInputStream();
        }

        @Override
        public int read() throws IOException {
            int next = start.read();
            return next >= 0 ? next : rest.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int count = start.read(target, offset, length);
            return count >= 0 ? count : rest.read(target, offset, length);
        }

        @Override
        public int available() throws IOException {
            return start.available() > 0 ? start.available() : rest.available();
        }

        @Override
        public boolean isFinished() {
            return start.available() == 0 && rest.isFinished();
        }

        @Override
        public boolean isReady() {
            return true;
        }

        /** Everything is there, or is waited for: the listener is called once, by a thread of the container. */
        @Override
        public void setReadListener(ReadListener listener) {
            request.getAsyncContext().start(() -> {
                try {
                    listener.onDataAvailable();
                    if (isFinished()) {
                        listener.onAllDataRead();
                    }
                } catch (IOException e) {
                    listener.onError(e);
                }
            });
        }
    }
}
