package io.panelws.api;

import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.domains.DomainContextBase;

/** All messages that can be written without mending: any text that UTF-8 can express, any bytes. */
class Messages extends DomainContextBase {

    /** What JSON escapes, or decoders stumble over. */
    private static final String SPECIAL =
            "\"\\/{}[],:<&\0\b\t\n\f\r\u001f\u007f\u0085\u2028\u2029\ufeff\ufffd\uffff\ud800\udc00\udbff\udfff";

    @Provide
    Arbitrary<WsRequest> requests() {
        return Combinators.combine(
                        Arbitraries.longs().greaterOrEqual(WsRequest.NO_ID), text(1), text(1), headers(), bodies())
                .as(WsRequest::new);
    }

    @Provide
    Arbitrary<WsResponse> responses() {
        return Combinators.combine(
                        Arbitraries.longs().greaterOrEqual(WsRequest.NO_ID),
                        Arbitraries.integers().between(100, 999),
                        headers(),
                        bodies())
                .as(WsResponse::new);
    }

    static Arbitrary<byte[]> bodies() {
        return Arbitraries.bytes().array(byte[].class).ofMaxSize(200);
    }

    private static Arbitrary<Map<String, List<String>>> headers() {
        return Arbitraries.maps(text(0), text(0).list().ofMaxSize(3)).ofMaxSize(4);
    }

    private static Arbitrary<String> text(int minLength) {
        Arbitrary<Integer> any = Arbitraries.integers()
                .between(0, Character.MAX_CODE_POINT)
                .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE);
        Arbitrary<Integer> special = Arbitraries.of(SPECIAL.codePoints().boxed().toList());
        return Arbitraries.frequencyOf(Tuple.of(1, any), Tuple.of(1, special))
                .list()
                .ofMinSize(minLength)
                .ofMaxSize(12)
                .map(Messages::string);
    }

    private static String string(List<Integer> codePoints) {
        StringBuilder text = new StringBuilder();
        codePoints.forEach(text::appendCodePoint);
        return text.toString();
    }
}
