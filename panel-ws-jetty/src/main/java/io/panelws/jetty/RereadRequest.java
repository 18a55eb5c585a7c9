package io.panelws.jetty;

import io.panelws.jetty.rules.QueryParameters;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A request whose body has been read, up to a limit, and is to be read again; a form's fields come from there too. */
final class RereadRequest extends HttpServletRequestWrapper {

    private static final String FORM = "application/x-www-form-urlencoded";

    private final byte[] start;
    private final Body body;

    RereadRequest(HttpServletRequest request, byte[] start) throws IOException {
        super(request);
        this.start = start;
        this.body = new Body(start, request.getInputStream());
    }

    @Override
    public ServletInputStream getInputStream() {
        return body;
    }

    @Override
    public BufferedReader getReader() throws IOException {
        String encoding = Optional.ofNullable(getCharacterEncoding()).orElse(StandardCharsets.UTF_8.name());
        return new BufferedReader(new InputStreamReader(body, encoding));
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        String query = Optional.ofNullable(getQueryString()).orElse("");
        boolean form = getContentType() != null && getContentType().startsWith(FORM);
        List<QueryParameters.Parameter> all = new ArrayList<>(QueryParameters.of(query));
        all.addAll(form ? QueryParameters.of(new String(start, StandardCharsets.UTF_8)) : List.of());
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (QueryParameters.Parameter parameter : all) {
            values.computeIfAbsent(parameter.name(), name -> new ArrayList<>()).add(parameter.value());
        }
        Map<String, String[]> map = new LinkedHashMap<>();
        values.forEach((name, list) -> map.put(name, list.toArray(new String[0])));
        return Collections.unmodifiableMap(map);
    }

    @Override
    public Enumeration<String> getParameterNames() {
        return Collections.enumeration(getParameterMap().keySet());
    }

    @Override
    public String[] getParameterValues(String name) {
        return getParameterMap().get(name);
    }

    @Override
    public String getParameter(String name) {
        String[] values = getParameterValues(name);
        return values == null ? null : values[0];
    }

    private static final class Body extends ServletInputStream {

        private final ByteArrayInputStream start;
        private final ServletInputStream rest;

        Body(byte[] start, ServletInputStream rest) {
            this.start = new ByteArrayInputStream(start);
            this.rest = rest;
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
        public boolean isFinished() {
            return start.available() == 0 && rest.isFinished();
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            try {
                listener.onDataAvailable();
                if (isFinished()) {
                    listener.onAllDataRead();
                }
            } catch (IOException e) {
                listener.onError(e);
            }
        }
    }
}
