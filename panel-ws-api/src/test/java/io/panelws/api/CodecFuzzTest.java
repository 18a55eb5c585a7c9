package io.panelws.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Whatever bytes arrive are a message or are refused with a sentence; the build repeats the corpus, the profile {@code fuzz} searches. */
class CodecFuzzTest {

    private static final WsCodec CODEC = new WsCodec(new WsLimits(100_000, 100, 10_000));

    @FuzzTest(maxDuration = "5m")
    void readsRequests(byte[] bytes) {
        try {
            WsRequest request = CODEC.decodeRequest(ByteBuffer.wrap(bytes));
            assertThat(CODEC.decodeRequest(CODEC.encode(request))).isEqualTo(request);
        } catch (WsCodecException e) {
            assertThat(e.getMessage()).startsWith("The ").endsWith(".").hasLineCount(1);
        }
    }

    @FuzzTest(maxDuration = "5m")
    void readsMessagesAsRequestsUnlessTheyAreAnswers(byte[] bytes) {
        WsRequest request = null;
        try {
            request = CODEC.decodeRequest(ByteBuffer.wrap(bytes));
        } catch (WsCodecException e) {
            assertThat(e.getMessage()).isNotEmpty();
        }
        try {
            WsMessage message = CODEC.decodeMessage(ByteBuffer.wrap(bytes));
            assertThat(message instanceof WsResponse || message.equals(request)).isTrue();
        } catch (WsCodecException e) {
            assertThat(request).isNull();
        }
    }

    @FuzzTest(maxDuration = "5m")
    void readsResponses(byte[] bytes) {
        try {
            WsResponse response = CODEC.decodeResponse(new String(bytes, StandardCharsets.UTF_8));
            if (response.status() >= 100 && response.status() <= 999 && response.id() >= 0) {
                assertThat(CODEC.decodeResponse(CODEC.encode(response)).body()).isEqualTo(response.body());
            }
        } catch (WsCodecException e) {
            assertThat(e.getMessage()).hasLineCount(1);
        }
    }
}
