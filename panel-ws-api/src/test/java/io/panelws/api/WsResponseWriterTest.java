package io.panelws.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However a message is cut into pieces, put together they are the message. */
@Domain(Messages.class)
@Domain(DomainContext.Global.class)
class WsResponseWriterTest {

    private static final int PIECE = 32 << 10;

    private final WsCodec codec = new WsCodec(WsLimits.NONE);

    @Property
    void writesTheSameTextInPieces(
            @ForAll WsResponse response,
            @ForAll @Size(max = 20) List<@IntRange(max = 20) Integer> lengths,
            @ForAll @IntRange(min = 4, max = 60) int maxBytes,
            @ForAll @IntRange(max = 300) int initialBytes) {
        WsResponseWriter writer = new WsResponseWriter(initialBytes);
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        writer.begin(response.id(), response.status());
        response.headers().forEach((name, values) -> {
            writer.header(name, values);
            take(writer, message);
        });
        writer.beginBody();
        ByteBuffer body = response.bodyBuffer();
        for (int length : lengths) {
            ByteBuffer part = body.slice(body.position(), Math.min(length, body.remaining()));
            write(writer, part, maxBytes, message);
            body.position(body.position() + part.limit());
        }
        write(writer, body, maxBytes, message);
        writer.end();
        take(writer, message);

        assertThat(message.toString(StandardCharsets.UTF_8)).isEqualTo(codec.encode(response));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 47, 48, 49, 3071, 3072, 3073, 9000, 24575, 24576, 24577, 100_000})
    void writesBodiesOfEverySizeFromEveryKindOfBuffer(int size) {
        byte[] body = new byte[size];
        new Random(size).nextBytes(body);
        ByteBuffer direct = ByteBuffer.allocateDirect(size).put(body).flip();
        String base64 = Base64.getEncoder().encodeToString(body);

        for (int first : new int[] {0, 1, 2, 3, size / 2, size}) {
            for (int limit : new int[] {1000, PIECE, Integer.MAX_VALUE}) {
                for (ByteBuffer content : List.of(
                        ByteBuffer.wrap(body), direct, ByteBuffer.wrap(body).asReadOnlyBuffer())) {
                    assertThat(body(content.duplicate(), Math.min(first, size), limit))
                            .isEqualTo(base64);
                }
            }
        }
    }

    /** The body in two calls, the first of a few bytes, and each piece taken on its own. */
    private static String body(ByteBuffer content, int first, int maxBytes) {
        WsResponseWriter writer = new WsResponseWriter(100);
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        writer.begin(0, 200);
        writer.beginBody();
        ByteBuffer part = content.slice(0, first);
        write(writer, part, maxBytes, message);
        content.position(first);
        write(writer, content, maxBytes, message);
        writer.end();
        take(writer, message);
        String text = message.toString(StandardCharsets.US_ASCII);
        assertThat(text)
                .startsWith("{\"status\":200,\"headers\":{},\"body\":\"")
                .endsWith("\"}");
        return text.substring(text.indexOf("\"body\":\"") + 8, text.length() - 2);
    }

    private static void write(
            WsResponseWriter writer, ByteBuffer content, int maxBytes, ByteArrayOutputStream message) {
        if (writer.size() + 4L > maxBytes) {
            take(writer, message);
        }
        do {
            int before = content.position();
            assertThat(writer.body(content, maxBytes)).isEqualTo(content.position() - before);
            assertThat(writer.size()).isLessThanOrEqualTo(maxBytes);
            if (content.hasRemaining()) {
                assertThat(writer.size()).as("a full piece").isGreaterThan(maxBytes - 4);
                take(writer, message);
            }
        } while (content.hasRemaining());
    }

    private static void take(WsResponseWriter writer, ByteArrayOutputStream message) {
        int size = writer.size();
        ByteBuffer piece = writer.take();
        assertThat(piece.position()).isZero();
        assertThat(piece.remaining()).isEqualTo(size);
        assertThat(piece.hasArray()).isTrue();
        assertThat(writer.size()).isZero();
        message.write(piece.array(), piece.arrayOffset(), piece.remaining());
    }

    @Test
    void takesNothingForWhichThereIsNoRoom() {
        WsResponseWriter writer = new WsResponseWriter(0);
        ByteBuffer content = ByteBuffer.wrap(new byte[7]);

        assertThat(writer.body(content, 3)).isZero();
        assertThat(writer.body(content, -1)).isZero();
        assertThat(writer.body(content, 7)).isEqualTo(3);
        assertThat(writer.body(content, 8)).isEqualTo(4);
        assertThat(writer.size()).isEqualTo(8);
    }

    @Test
    void aPieceHasABufferOfItsSize() {
        WsResponseWriter writer = new WsResponseWriter(512);
        writer.begin(Long.MAX_VALUE, 200);
        writer.header("A", List.of("x".repeat(300)));
        writer.beginBody();
        ByteBuffer content = ByteBuffer.wrap(new byte[100_000]);
        while (content.hasRemaining()) {
            writer.body(content, PIECE);
            assertThat(writer.take().array().length).isBetween(1, PIECE + 8);
        }
        writer.end();
        assertThat(writer.take().array()).hasSizeLessThan(64);
    }

    @Test
    void growsToTwiceOfWhatIsNeededAtMost() {
        for (int length = 0; length < 3000; length += 7) {
            WsResponseWriter writer = new WsResponseWriter(16);
            writer.begin(7, 200);
            writer.header("A", List.of("x".repeat(length), "\u4e2d\n".repeat(length), "\u0001".repeat(length / 3)));
            writer.beginBody();
            writer.body(ByteBuffer.wrap(new byte[length]), Integer.MAX_VALUE);
            writer.end();
            ByteBuffer piece = writer.take();
            assertThat(piece.array().length).isLessThanOrEqualTo(2 * piece.limit() + 64);
        }
    }

    @Test
    void leavesAlonePiecesThatWereTaken() {
        WsResponseWriter writer = new WsResponseWriter(512);
        writer.begin(7, 200);
        ByteBuffer head = writer.take();
        ByteBuffer before = ByteBuffer.allocate(512).put(head.duplicate()).flip();
        writer.beginBody();
        writer.body(ByteBuffer.wrap(new byte[10]), Integer.MAX_VALUE);
        writer.end();

        assertThat(head).isEqualTo(before);
    }

    @Test
    void theContentMayChangeAfterwards() {
        byte[] content = "secret".repeat(1000).getBytes(StandardCharsets.US_ASCII);
        WsResponseWriter writer = new WsResponseWriter(0);
        writer.body(ByteBuffer.wrap(content), Integer.MAX_VALUE);
        Arrays.fill(content, (byte) 0);

        assertThat(new String(writer.take().array(), StandardCharsets.US_ASCII)).startsWith("c2VjcmV0");
    }

    @Test
    void refusesAStatusThatHasNotThreeDigitsAndANegativeCapacity() {
        assertThatIllegalArgumentException().isThrownBy(() -> new WsResponseWriter(9).begin(0, 99));
        assertThatIllegalArgumentException().isThrownBy(() -> new WsResponseWriter(9).begin(0, 1000));
        assertThatIllegalArgumentException().isThrownBy(() -> new WsResponseWriter(-1));
    }

    @Test
    void writesWhatGsonWrites() {
        String special =
                "\"\\/\b\f\n\r\t\0\u001f\u007f\u0080\u2027\u2028\u2029\u202a<>&='\ufeff\uffff\ud83d\ude00\u4e2d";
        WsRequest request = new WsRequest("GET", special, Map.of(), new byte[0]);
        String text = codec.encode(request);

        assertThat(codec.encode(new WsResponse(0, 200, Map.of(special, List.of(special)), new byte[0])))
                .isEqualTo("{\"status\":200,\"headers\":{@:[@]},\"body\":\"\"}"
                        .replace("@", text.substring(text.indexOf("path") + 6, text.length() - 1)));
    }
}
