package io.panelws.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/** Whatever arrives is a message or a {@link WsCodecException}, and nothing else. */
@Domain(Messages.class)
@Domain(DomainContext.Global.class)
class GarbageTest {

    /** Pieces of JSON, so that what is put together of them comes far into the readers. */
    private static final List<String> PIECES = List.of(
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"",
            "\\",
            "\\u00",
            "\\ud83d",
            "null",
            "true",
            "-",
            "0",
            "1",
            ".5",
            "e9",
            " ",
            "\n",
            "\u0001",
            "\ud800",
            "\uFEFF",
            "\"id\":",
            "\"method\":\"GET\",",
            "\"path\":\"/\",",
            "\"headers\":{",
            "\"A\":[",
            "\"body\":\"",
            "e30=",
            "\"status\":200,",
            "\"unknown\":",
            "/*",
            "#",
            "'",
            "=",
            ";");

    private static final String SECRET = "c2VjcmV0";

    private final WsCodec codec = new WsCodec(WsLimits.DEFAULT);

    @Provide
    Arbitrary<String> garbage() {
        return Arbitraries.oneOf(
                Arbitraries.strings().all().ofMaxLength(30),
                Arbitraries.of(PIECES).list().ofMaxSize(30).map(pieces -> String.join("", pieces)),
                Arbitraries.of(PIECES).list().ofMaxSize(20).map(pieces -> "{" + String.join("", pieces) + "}"));
    }

    /** Something that replaces some characters, possibly none, at a place given in thousandths of the length. */
    record Change(int place, int removed, String added) {

        String of(String text) {
            int from = text.length() * place / 1000;
            return text.substring(0, from) + added + text.substring(Math.min(text.length(), from + removed));
        }
    }

    @Provide
    Arbitrary<List<Change>> changes() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 1000),
                        Arbitraries.integers().between(0, 10),
                        Arbitraries.oneOf(Arbitraries.of(PIECES), Arbitraries.just("")))
                .as(Change::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }

    @Property
    void garbageIsAMessageOrRefused(@ForAll("garbage") String text) {
        request(text);
        response(text);
    }

    @Property
    void aChangedRequestIsARequestOrRefused(@ForAll WsRequest request, @ForAll("changes") List<Change> changes)
            throws WsCodecException {
        Optional<WsRequest> read = request(changed(codec.encode(request), changes));

        if (read.isPresent()) {
            assertThat(codec.decodeRequest(codec.encode(read.get()))).isEqualTo(read.get());
        }
    }

    @Property
    void aChangedResponseIsAResponseOrRefused(@ForAll WsResponse response, @ForAll("changes") List<Change> changes) {
        response(changed(codec.encode(response), changes));
    }

    @Property(tries = 100)
    void aRequestThatIsCutShortIsRefused(@ForAll WsRequest request) {
        assertEveryPrefixIsRefused(codec.encode(request), codec::decodeRequest);
    }

    @Property(tries = 100)
    void aResponseThatIsCutShortIsRefused(@ForAll WsResponse response) {
        assertEveryPrefixIsRefused(codec.encode(response), codec::decodeResponse);
    }

    @Property
    void noSentenceRepeatsWhatTheMessageHolds(@ForAll("changes") List<Change> changes) {
        byte[] body = {'s', 'e', 'c', 'r', 'e', 't'};
        WsRequest request = new WsRequest(
                7, "POST", "/?token=" + SECRET, Map.of("A", List.of(SECRET), SECRET, List.of(SECRET)), body);
        String text = changed(codec.encode(request), changes);

        for (Reader reader : List.<Reader>of(codec::decodeRequest, codec::decodeResponse)) {
            try {
                reader.read(text);
            } catch (WsCodecException e) {
                assertThat(e).hasNoCause();
                assertThat(e.toString()).doesNotContain(SECRET, "secret");
            }
        }
    }

    private static String changed(String text, List<Change> changes) {
        for (Change change : changes) {
            text = change.of(text);
        }
        return text;
    }

    private Optional<WsRequest> request(String text) {
        try {
            return Optional.of(codec.decodeRequest(text));
        } catch (WsCodecException e) {
            assertThat(e.getMessage()).endsWith(".");
            return Optional.empty();
        }
    }

    private void response(String text) {
        try {
            assertThat(codec.decodeResponse(text)).isNotNull();
        } catch (WsCodecException e) {
            assertThat(e.getMessage()).endsWith(".");
        }
    }

    private static void assertEveryPrefixIsRefused(String text, Reader reader) {
        for (int length = 0; length < text.length(); length++) {
            String prefix = text.substring(0, length);
            assertThatExceptionOfType(WsCodecException.class).isThrownBy(() -> reader.read(prefix));
        }
    }

    private interface Reader {
        Object read(String text) throws WsCodecException;
    }
}
