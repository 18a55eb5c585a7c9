package io.panelws.jetty.replay;

import io.panelws.jetty.dispatch.Completion;
import io.panelws.jetty.dispatch.ResponseHead;
import io.panelws.jetty.dispatch.ResponseSink;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/**
 * Passes a response on and keeps a copy. When it cannot be sent any more the panel is not told, so that it finishes what
 * it has begun and the copy is whole.
 */
final class RecordingSink implements ResponseSink {

    private final ResponseSink sink;
    private final int maxBytes;
    private final Consumer<Outcome> ended;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private ResponseHead head;
    private boolean whole;
    private boolean tooLarge;
    private volatile boolean lost;

    RecordingSink(ResponseSink sink, int maxBytes, Consumer<Outcome> ended) {
        this.sink = sink;
        this.maxBytes = maxBytes;
        this.ended = ended;
    }

    @Override
    public void begin(ResponseHead responseHead) {
        head = responseHead;
        sink.begin(responseHead);
    }

    @Override
    public void write(ByteBuffer content, boolean last, Completion completion) {
        if (!tooLarge && body.size() + content.remaining() <= maxBytes) {
            byte[] copy = new byte[content.remaining()];
            content.duplicate().get(copy);
            body.writeBytes(copy);
        } else {
            tooLarge = true;
        }
        whole = last;
        if (last) {
            // Before it is sent: who asks again must find it.
            ended.accept(outcome());
        }
        if (lost) {
            content.position(content.limit());
            completion.succeeded();
            return;
        }
        sink.write(content, last, new Completion() {
            @Override
            public void succeeded() {
                completion.succeeded();
            }

            @Override
            public void failed(Throwable cause) {
                lost = true;
                completion.succeeded();
            }
        });
    }

    private Outcome outcome() {
        return tooLarge ? new Outcome.Unknown() : new Outcome.Answer(head.status(), head.fields(), body.toByteArray());
    }

    @Override
    public void succeeded() {
        if (!whole) {
            ended.accept(new Outcome.Unknown());
        }
        sink.succeeded();
    }

    @Override
    public void failed(Throwable cause) {
        if (!whole) {
            ended.accept(new Outcome.Unknown());
        }
        sink.failed(cause);
    }
}
