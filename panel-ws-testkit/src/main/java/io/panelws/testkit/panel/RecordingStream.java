package io.panelws.testkit.panel;

import io.panelws.testkit.panel.Recording.Place;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;

/**
 * Copies what passes between a request's stream and the panel. The exchange is recorded before the last piece of the
 * answer leaves: who has the whole answer finds the record.
 *
 * <p>Reading and sending may happen in two threads; what each collects is read by the other under the lock.
 */
final class RecordingStream extends HttpStream.Wrapper {

    /** Collects a body piece by piece, up to the limit. Not thread-safe: a body's pieces come one after the other. */
    private static final class BodyCopy {

        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
        private long size;

        /** Copies what remains in the buffer and leaves its position as it is. */
        void add(ByteBuffer piece) {
            ByteBuffer source = piece.slice();
            size += source.remaining();
            byte[] bytes = new byte[Math.min(source.remaining(), RecordedBody.LIMIT - kept.size())];
            source.get(bytes);
            kept.writeBytes(bytes);
        }

        RecordedBody toBody() {
            return new RecordedBody(kept.toByteArray(), size);
        }
    }

    private final Recording recording;
    private final Place place;
    private final String method;
    private final HttpURI uri;
    private final HttpFields fields;
    private final BodyCopy received = new BodyCopy();
    private final BodyCopy sent = new BodyCopy();
    private final AtomicBoolean recorded = new AtomicBoolean();
    private RecordedResponse head = new RecordedResponse(0, Map.of(), new BodyCopy().toBody());

    RecordingStream(HttpStream stream, Request request, Recording recording, Place place) {
        super(stream);
        this.recording = recording;
        this.place = place;
        this.method = request.getMethod();
        this.uri = request.getHttpURI();
        this.fields = request.getHeaders().asImmutable();
    }

    @Override
    public Content.Chunk read() {
        Content.Chunk chunk = super.read();
        if (chunk != null && !Content.Chunk.isFailure(chunk)) {
            synchronized (received) {
                received.add(chunk.getByteBuffer());
            }
        }
        return chunk;
    }

    @Override
    public void send(
            MetaData.Request request, MetaData.Response response, boolean last, ByteBuffer content, Callback callback) {
        boolean interim = response != null && HttpStatus.isInterim(response.getStatus());
        if (!interim) {
            keep(response, content);
            if (last) {
                record();
            }
        }
        super.send(request, response, last, content, callback);
    }

    private void keep(MetaData.Response response, ByteBuffer content) {
        synchronized (sent) {
            if (response != null) {
                head = new RecordedResponse(
                        response.getStatus(), RecordedExchange.headers(response.getHttpFields()), head.body());
            }
            if (content != null) {
                sent.add(content);
            }
        }
    }

    @Override
    public void succeeded() {
        record();
        super.succeeded();
    }

    @Override
    public void failed(Throwable cause) {
        record();
        super.failed(cause);
    }

    private void record() {
        if (recorded.compareAndSet(false, true)) {
            String query = uri.getQuery() == null ? "" : uri.getQuery();
            RecordedBody body;
            synchronized (received) {
                body = received.toBody();
            }
            RecordedRequest request =
                    new RecordedRequest(method, uri.getPath(), query, RecordedExchange.headers(fields), body);
            recording.add(
                    new RecordedExchange(place.connection(), place.index(), place.transport(), request, answer()));
        }
    }

    private RecordedResponse answer() {
        synchronized (sent) {
            return new RecordedResponse(head.status(), head.headers(), sent.toBody());
        }
    }
}
