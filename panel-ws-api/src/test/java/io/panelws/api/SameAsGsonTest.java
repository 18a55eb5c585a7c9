package io.panelws.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our reader and the strictest one that Gson has take the same texts, understand the same, and refuse the same. */
@Domain(Messages.class)
@Domain(DomainContext.Global.class)
class SameAsGsonTest {

    private static final WsLimits LIMITS = new WsLimits(1 << 20, 5, 200);

    /** What a change puts in: the characters that JSON knows, and members that come into each other's way. */
    private static final List<String> PIECES = List.of(
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"",
            "\\",
            "/",
            "0",
            "-",
            "1",
            "9",
            ".",
            "e",
            "E",
            "+",
            " ",
            "\t",
            "\n",
            "\r",
            "u",
            "b",
            "\\u",
            "\\u0041",
            "\\ud83d\\ude00",
            "\\ud83d",
            "\\ude00",
            "\\/",
            "\\\"",
            "true",
            "false",
            "null",
            "nul",
            "\"\"",
            "\"a\"",
            "[]",
            "{}",
            "{\"a\":1}",
            "[1,2]",
            "\"id\":5,",
            "\"id\":-0,",
            "\"method\":\"GET\",",
            "\"path\":\"/\",",
            "\"headers\":{},",
            "\"headers\":{\"A\":[\"1\"]},",
            "\"body\":\"e30=\",",
            "\"body\":null,",
            "\"x\":1.5e-7,",
            "=",
            "A",
            "AAAA",
            "\u0000",
            "\u0001",
            "\u001f",
            "\u007f",
            "\u00a0",
            "\u2028",
            "\u00e9",
            "\ud83d\ude00",
            "\ufeff",
            "#",
            "//",
            "/*",
            "'",
            ";",
            "NaN",
            "Infinity",
            "x");

    private static final List<String> SEEDS = List.of(
            """
            {"id":42,"method":"GET","path":"/api/v1?a=b\\u0026c","headers":{"Accept":["application/json"],"B":[]},"body":"AAEC"}""",
            """
            { "method" : "POST" , "path" : "/\u4e2d" , "x" : [ 1 , -0.5e+9 , { "a" : null , "b" : [ true , false ] } ] }""",
            """
            {"body":"\\u0041A=\\u003d","headers":{"A":["1","2","3"],"\\u0042":["\\ud83d\\ude00"]},"id":1,"path":"p","method":"m"}""",
            "{\"headers\":null,\"body\":null,\"method\":\"GET\",\"path\":\"/\",\"y\":\"\\\\\"}");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void withMutatedMessages(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 25_000; i++) {
            StringBuilder text = new StringBuilder(SEEDS.get(random.nextInt(SEEDS.size())));
            for (int changes = random.nextInt(4) + 1; changes > 0 && !text.isEmpty(); changes--) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(4)) {
                    case 0 -> text.deleteCharAt(at);
                    case 1 -> text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
                    case 2 -> text.replace(at, at + 1, PIECES.get(random.nextInt(PIECES.size())));
                    default -> text.setLength(random.nextInt(8) == 0 ? at : text.length());
                }
            }
            assertSame(text.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {5, 6})
    void withPiecesOfJson(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 25_000; i++) {
            StringBuilder text = new StringBuilder("{\"method\":\"GET\",\"path\":\"/\",\"x\":");
            for (int pieces = random.nextInt(7); pieces >= 0; pieces--) {
                text.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            assertSame(text.append(random.nextBoolean() ? "}" : "").toString());
        }
    }

    @Property
    void withAnyRequest(@ForAll WsRequest request) {
        assertSame(new WsCodec(LIMITS).encode(request));
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of(PIECES).list().ofMaxSize(12).map(pieces -> String.join("", pieces));
    }

    @Property
    void withAnyText(@ForAll("texts") String text) {
        assertSame(text);
        assertSame("{" + text + "}");
        assertSame("{\"method\":\"GET\",\"path\":\"/\"," + text + "}");
    }

    private static void assertSame(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        // The text of these bytes: what has no UTF-8 is another test's.
        String wellFormed = new String(utf8, StandardCharsets.UTF_8);
        assertThat(outcome(() -> new RequestReader(ByteBuffer.wrap(utf8), LIMITS).read()))
                .as(wellFormed)
                .isEqualTo(outcome(() -> new GsonRequestReader(wellFormed, LIMITS).read()));
    }

    private static Object outcome(Reading reading) {
        try {
            return reading.read();
        } catch (WsCodecException e) {
            return e.getMessage();
        }
    }

    private interface Reading {
        WsRequest read() throws WsCodecException;
    }
}
