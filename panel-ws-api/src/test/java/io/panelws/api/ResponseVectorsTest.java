package io.panelws.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a node takes as an answer, and what it refuses (P-7, P-12). */
class ResponseVectorsTest {

    private final WsCodec codec = new WsCodec(WsLimits.DEFAULT);

    static Stream<Arguments> accepted() throws IOException {
        return vectors(true);
    }

    static Stream<Arguments> refused() throws IOException {
        return vectors(false);
    }

    /** Go reads a message without a status as status 0, which no panel may write. */
    static Stream<Arguments> writable() throws IOException {
        return accepted().filter(vector -> vector(vector).get("status").getAsInt() != 0);
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void readsWhatTheNodeReads(JsonObject vector) throws WsCodecException {
        assertThat(codec.decodeResponse(Vectors.message(vector))).isEqualTo(Vectors.response(vector));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusesWhatTheNodeRefuses(JsonObject vector) {
        assertThatExceptionOfType(WsCodecException.class)
                .isThrownBy(() -> codec.decodeResponse(Vectors.message(vector)));
    }

    @ParameterizedTest
    @MethodSource("writable")
    void ourEncodingMeansTheSame(JsonObject vector) throws WsCodecException {
        WsResponse response = Vectors.response(vector);

        assertThat(codec.decodeResponse(codec.encode(response))).isEqualTo(response);
    }

    @Test
    void coversEveryLineOfTheFile() throws IOException {
        assertThat(accepted()).hasSize(13);
        assertThat(refused()).hasSize(13);
        assertThat(writable()).hasSize(12);
    }

    private static Stream<Arguments> vectors(boolean accepted) throws IOException {
        return Vectors.of("responses.jsonl")
                .filter(vector -> vector(vector).get("accepted").getAsBoolean() == accepted);
    }

    private static JsonObject vector(Arguments arguments) {
        return (JsonObject) ((Named<?>) arguments.get()[0]).getPayload();
    }
}
