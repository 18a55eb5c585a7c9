package io.panelws.jetty.replay;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.UnsupportedEncodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A node's {@code POST} over plain HTTP that has one attribute more, its key, for which its body may have to be read. */
final class KeyedRequest extends HttpServletRequestWrapper {

    /** The key of {@link ReplayKey#request}; null where the body is too large, or cannot be read at the moment. */
    static final String KEY_ATTRIBUTE = "io.panelws.jetty.requestKey";

    private final ServletResponse response;
    private final Bytes memory;
    private Optional<KeyedBody> body = Optional.empty();
    private Optional<BufferedReader> reader = Optional.empty();
    private Optional<String> key = Optional.empty();
    private Optional<Charset> encoding = Optional.empty();
    private boolean asStream;

    KeyedRequest(HttpServletRequest request, ServletResponse response, Bytes memory) {
        super(request);
        this.response = response;
        this.memory = memory;
    }

    /** Reads the body if nobody has; then waits for it. */
    Optional<String> key() throws IOException {
        if (key.isEmpty() && getContentLengthLong() <= KeyedBody.MAX) {
            key = body().digest()
                    .map(digest -> ReplayKey.request(getMethod(), getRequestURI(), getQueryString(), digest));
        }
        return key;
    }

    /** Of a request whose key has been made before anyone has read the body. */
    boolean isEmptyReport() throws IOException {
        return ReplayKey.isEmptyReport(body().kept());
    }

    /** Gives back what is held; to be called when the request has been answered. */
    void release() {
        body.ifPresent(KeyedBody::release);
    }

    private KeyedBody body() throws IOException {
        if (body.isEmpty()) {
            body = Optional.of(new KeyedBody((HttpServletRequest) getRequest(), memory));
        }
        return body.get();
    }

    @Override
    public Object getAttribute(String name) {
        if (!name.equals(KEY_ATTRIBUTE)) {
            return super.getAttribute(name);
        }
        try {
            return key().orElse(null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Else what runs later would get the request inside, which has no key, and whose body may be gone. */
    @Override
    public AsyncContext startAsync() {
        return startAsync(this, response);
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        if (reader.isPresent()) {
            // In the container's words.
            throw new IllegalStateException("READER");
        }
        asStream = true;
        return body();
    }

    /** In Latin-1 where the request names no encoding (Jakarta Servlet 6.0, section 3.12). */
    @Override
    public BufferedReader getReader() throws IOException {
        if (asStream) {
            // Refused by the container, in its own words.
            return super.getReader();
        }
        if (reader.isEmpty()) {
            String name = Optional.ofNullable(getCharacterEncoding()).orElse(StandardCharsets.ISO_8859_1.name());
            reader = Optional.of(new BufferedReader(new InputStreamReader(body(), name)));
        }
        return reader.get();
    }

    @Override
    public String getCharacterEncoding() {
        return encoding.map(Charset::name).orElseGet(super::getCharacterEncoding);
    }

    /** The container takes an encoding only before the body is read, which for the servlet it is not. */
    @Override
    public void setCharacterEncoding(String name) throws UnsupportedEncodingException {
        super.setCharacterEncoding(name);
        if (body.isPresent() && !asStream && reader.isEmpty()) {
            try {
                encoding = Optional.of(Charset.forName(name));
            } catch (IllegalArgumentException e) {
                throw (UnsupportedEncodingException) new UnsupportedEncodingException(name).initCause(e);
            }
        }
    }
}
