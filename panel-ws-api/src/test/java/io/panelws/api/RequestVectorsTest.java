package io.panelws.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What nodes send (P-6, P-12). */
class RequestVectorsTest {

    private final WsCodec codec = new WsCodec(WsLimits.DEFAULT);

    static Stream<Arguments> vectors() throws IOException {
        return Vectors.of("requests.jsonl");
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void decodesToExactlyTheFieldsThatTheNodeMeant(JsonObject vector) throws WsCodecException {
        WsRequest request = codec.decodeRequest(Vectors.message(vector));

        assertThat(request).isEqualTo(Vectors.request(vector));
        assertThat(List.copyOf(request.headers().keySet()))
                .isEqualTo(List.copyOf(Vectors.request(vector).headers().keySet()));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void ourEncodingMeansTheSame(JsonObject vector) throws WsCodecException {
        WsRequest request = Vectors.request(vector);

        assertThat(codec.decodeRequest(codec.encode(request))).isEqualTo(request);
    }

    @Test
    void coversEveryLineOfTheFile() throws IOException {
        assertThat(vectors()).hasSize(17);
    }
}
