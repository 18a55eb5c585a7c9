package io.panelws.testkit.fault;

import io.panelws.api.WsCodec;
import io.panelws.api.WsCodecException;
import io.panelws.api.WsLimits;
import io.panelws.api.WsResponse;
import io.panelws.testkit.wire.Frame;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** What a fault makes of one answer. */
final class Ending {

    private static final WsCodec CODEC = new WsCodec(WsLimits.NONE);
    /** Half a JSON object, and a byte that begins a character which does not go on. */
    private static final byte[] MALFORMED = {'{', '"', 's', 't', 'a', 't', 'u', 's', '"', ':', (byte) 0xc3, '('};

    private final Link link;
    private final Answer answer;
    private final Consumer<List<Frame>> hold;

    Ending(Link link, Answer answer, Consumer<List<Frame>> hold) {
        this.link = link;
        this.answer = answer;
        this.hold = hold;
    }

    /** Does what is due; tells whether the connection goes on. */
    boolean afterFault(Fault fault) throws IOException, InterruptedException {
        return switch (fault.when()) {
            case BEFORE_RESPONSE -> before(fault.what());
            case WITHIN_RESPONSE -> within(fault.what());
            case AFTER_RESPONSE -> after(fault.what());
            default -> throw new IllegalArgumentException("not about an answer: " + fault.kind());
        };
    }

    private boolean before(What what) throws IOException, InterruptedException {
        if (what instanceof What.Delay delay) {
            if (link.endsWithin(delay.drawn())) {
                return false;
            }
            answer.sendTo(link);
        } else if (what instanceof What.MalformedText) {
            answer.whole();
            link.toClient(Frame.of(Frame.TEXT, true, MALFORMED));
        } else if (what instanceof What.WrongId) {
            link.toClient(withWrongId(answer.whole()));
        } else if (what instanceof What.Reorder) {
            hold.accept(answer.whole());
        } else {
            return end(what);
        }
        return true;
    }

    private boolean within(What what) throws IOException, InterruptedException {
        Frame first = answer.first();
        boolean fragmented = !first.fin();
        if (what instanceof What.Close && !fragmented) {
            // A close frame may stand between two frames only.
            byte[] payload = first.payload();
            link.toClient(Frame.of(Frame.TEXT, false, Arrays.copyOf(payload, payload.length / 2)));
            return end(what);
        }
        byte[] bytes = first.bytes();
        int half = fragmented ? bytes.length : bytes.length / 2;
        link.toClient(bytes, 0, half);
        if (!(what instanceof What.Delay delay)) {
            return end(what);
        }
        if (link.endsWithin(delay.drawn())) {
            return false;
        }
        link.toClient(bytes, half, bytes.length);
        answer.sendRestBehindFirstTo(link);
        return true;
    }

    private boolean after(What what) throws IOException, InterruptedException {
        List<Frame> whole = answer.whole();
        for (int times = what instanceof What.SecondAnswer ? 2 : 1; times > 0; times--) {
            for (Frame frame : whole) {
                link.toClient(frame);
            }
        }
        return what instanceof What.SecondAnswer || end(what);
    }

    private boolean end(What what) throws IOException, InterruptedException {
        if (what instanceof What.Stall) {
            link.awaitEnd();
        } else if (what instanceof What.Close close) {
            link.close(close.code());
            link.endsWithin(Link.GOODBYE);
        } else if (what instanceof What.Reset) {
            link.reset();
        }
        return false;
    }

    private static Frame withWrongId(List<Frame> frames) throws IOException {
        StringBuilder text = new StringBuilder();
        frames.forEach(frame -> text.append(frame.text()));
        try {
            WsResponse right = CODEC.decodeResponse(text.toString());
            WsResponse wrong = new WsResponse(right.id() + 1_000_000, right.status(), right.headers(), right.body());
            return Frame.of(Frame.TEXT, true, CODEC.encode(wrong).getBytes(StandardCharsets.UTF_8));
        } catch (WsCodecException e) {
            throw new IOException("the panel's answer is unreadable", e);
        }
    }
}
