package io.panelws.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/** What is written is read as it was, in one piece or in many. */
@Domain(Messages.class)
@Domain(DomainContext.Global.class)
class RoundTripTest {

    private final WsCodec codec = new WsCodec(WsLimits.NONE);

    @Property
    void readsTheRequestThatItWrote(@ForAll WsRequest request) throws WsCodecException {
        WsRequest read = codec.decodeRequest(codec.encode(request));

        assertThat(read).isEqualTo(request);
        assertThat(names(read.headers())).isEqualTo(names(request.headers()));
    }

    @Property
    void readsTheResponseThatItWrote(@ForAll WsResponse response) throws WsCodecException {
        WsResponse read = codec.decodeResponse(codec.encode(response));

        assertThat(read).isEqualTo(response);
        assertThat(names(read.headers())).isEqualTo(names(response.headers()));
    }

    @Property
    void anotherReaderFindsTheSameMembers(@ForAll WsResponse response) {
        assertThat(JsonParser.parseString(codec.encode(response))
                        .getAsJsonObject()
                        .keySet())
                .containsExactlyElementsOf(
                        response.id() == WsRequest.NO_ID
                                ? List.of("status", "headers", "body")
                                : List.of("id", "status", "headers", "body"));
    }

    private static List<String> names(Map<String, List<String>> headers) {
        return new ArrayList<>(headers.keySet());
    }
}
