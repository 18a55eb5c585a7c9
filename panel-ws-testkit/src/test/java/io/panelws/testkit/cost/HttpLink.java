package io.panelws.testkit.cost;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Plain HTTP/1.1 over one kept connection. */
final class HttpLink implements Link {

    private static final Pattern OK = Pattern.compile(
            "HTTP/1.1 200 .*?\r\nContent-Length: (\\d+)\r\n.*", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

    private final Wire wire;
    private final RequestBytes request;
    private int head;
    private long body;

    /** @param request the text of {@link Call#http} */
    HttpLink(Wire wire, String request) {
        this.wire = wire;
        this.request = RequestBytes.http(request);
    }

    @Override
    public void send() throws IOException {
        wire.write(request.next());
    }

    @Override
    public void receive() throws IOException {
        int length = wire.awaitHead();
        if (head == 0) {
            Matcher matcher = OK.matcher(wire.text(length));
            if (!matcher.matches()) {
                throw new IOException("not the expected answer: " + wire.text(length));
            }
            head = length;
            body = Long.parseLong(matcher.group(1));
        } else if (length != head) {
            throw new IOException("another answer than before: " + wire.text(length));
        }
        wire.skip(head + body);
    }

    @Override
    public void close() throws IOException {
        wire.close();
    }
}
