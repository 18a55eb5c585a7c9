package io.panelws.testkit.panel;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Stands around the panel and has each request recorded under the port that it came to. Thread-safe. */
final class RecordingHandler extends Handler.Wrapper {

    private final Map<Integer, Recording> byPort = new ConcurrentHashMap<>();

    RecordingHandler(Handler panel) {
        super(panel);
    }

    void open(int port, Recording recording) {
        byPort.put(port, recording);
    }

    void close(int port) {
        byPort.remove(port);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Optional.ofNullable(byPort.get(Request.getLocalPort(request))).ifPresent(recording -> {
            Recording.Place place = recording.place(request);
            request.addHttpStreamWrapper(stream -> new RecordingStream(stream, request, recording, place));
        });
        return super.handle(request, response, callback);
    }
}
