package io.panelws.jetty.replay;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Outcomes as bytes, the same in every release: panels of two releases may share them. */
final class StoredOutcome {

    private static final int ANSWER = 1;
    private static final int UNKNOWN = 2;
    private static final int EXECUTED_ELSEWHERE = 3;
    private static final int REFUSED = 4;

    private StoredOutcome() {}

    static byte[] write(Outcome outcome) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            if (outcome instanceof Outcome.Answer answer) {
                out.writeByte(ANSWER);
                out.writeShort(answer.status());
                out.writeShort(answer.headers().size());
                for (Outcome.Field field : answer.headers()) {
                    out.writeUTF(field.name());
                    out.writeUTF(field.value());
                }
                out.write(answer.body());
            } else {
                out.writeByte(code(outcome));
            }
        } catch (IOException e) {
            // A header value of more than 64 KiB.
            return new byte[] {UNKNOWN};
        }
        return bytes.toByteArray();
    }

    private static int code(Outcome outcome) {
        if (outcome instanceof Outcome.Elsewhere elsewhere) {
            return elsewhere.executed() ? EXECUTED_ELSEWHERE : REFUSED;
        }
        return UNKNOWN;
    }

    /** What is not there any more, or was written by a later release, is unknown. */
    static Outcome read(byte[] bytes) {
        if (bytes == null || bytes.length == 0) {
            return new Outcome.Unknown();
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            return switch (in.readByte()) {
                case ANSWER -> answer(in);
                case EXECUTED_ELSEWHERE -> new Outcome.Elsewhere(true);
                case REFUSED -> new Outcome.Elsewhere(false);
                default -> new Outcome.Unknown();
            };
        } catch (IOException e) {
            throw new UncheckedIOException("an answer in the table has been cut short", e);
        }
    }

    private static Outcome answer(DataInputStream in) throws IOException {
        int status = in.readUnsignedShort();
        int count = in.readUnsignedShort();
        List<Outcome.Field> fields = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            fields.add(new Outcome.Field(in.readUTF(), in.readUTF()));
        }
        return new Outcome.Answer(status, fields, in.readAllBytes());
    }
}
