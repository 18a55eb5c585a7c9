package io.panelws.testkit.panel;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Collects a body piece by piece, up to the limit. Not thread-safe: a body's pieces come one after the other. */
final class BodyCopy {

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
