package io.panelws.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.nio.ReadOnlyBufferException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Both messages are values: nobody changes them from outside, and their texts show no secret. */
class MessagesAsValuesTest {

    private static final Map<String, List<String>> HEADERS = Map.of("A", List.of("secret"));

    private final byte[] bytes = {1, 2, 3};
    private final List<String> values = new ArrayList<>(List.of("1"));
    private final Map<String, List<String>> headers = new HashMap<>(Map.of("A", values));
    private final WsRequest request = new WsRequest(7, "GET", "/", headers, bytes);
    private final WsResponse response = new WsResponse(7, 200, headers, bytes);

    @Test
    void copiesWhatItIsMadeOf() {
        bytes[0] = 9;
        values.add("2");
        headers.put("B", List.of());

        assertThat(request.body()).containsExactly(1, 2, 3);
        assertThat(response.body()).containsExactly(1, 2, 3);
        assertThat(request.headers()).isEqualTo(Map.of("A", List.of("1")));
        assertThat(response.headers()).isEqualTo(Map.of("A", List.of("1")));
    }

    @Test
    void handsOutCopiesOfTheBody() {
        request.body()[0] = 9;
        response.body()[0] = 9;
        request.bodyBuffer().get();
        response.bodyBuffer().get();

        assertThat(request.body()).containsExactly(1, 2, 3);
        assertThat(response.body()).containsExactly(1, 2, 3);
        assertThat(request.bodyBuffer().remaining()).isEqualTo(3);
        assertThat(response.bodyBuffer().remaining()).isEqualTo(3);
    }

    @Test
    void handsOutNothingThatCanBeWritten() {
        assertThatExceptionOfType(ReadOnlyBufferException.class)
                .isThrownBy(() -> request.bodyBuffer().put((byte) 9));
        assertThatExceptionOfType(ReadOnlyBufferException.class)
                .isThrownBy(() -> response.bodyBuffer().put((byte) 9));
        for (Map<String, List<String>> map : List.of(request.headers(), response.headers())) {
            assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(map::clear);
            assertThatExceptionOfType(UnsupportedOperationException.class)
                    .isThrownBy(() -> map.get("A").add("2"));
        }
    }

    @Test
    void comparesRequestsByContent() {
        WsRequest same = new WsRequest(7, "GET", "/", headers, bytes);

        assertThat(same).isEqualTo(request).hasSameHashCodeAs(request);
        assertThat(List.of(
                        new WsRequest("GET", "/", headers, bytes),
                        new WsRequest(7, "POST", "/", headers, bytes),
                        new WsRequest(7, "GET", "/x", headers, bytes),
                        new WsRequest(7, "GET", "/", Map.of(), bytes),
                        new WsRequest(7, "GET", "/", headers, new byte[3])))
                .doesNotContain(request);
    }

    @Test
    void comparesResponsesByContent() {
        WsResponse same = new WsResponse(7, 200, headers, bytes);

        assertThat(same).isEqualTo(response).hasSameHashCodeAs(response);
        assertThat(List.of(
                        new WsResponse(0, 200, headers, bytes),
                        new WsResponse(7, 201, headers, bytes),
                        new WsResponse(7, 200, Map.of(), bytes),
                        new WsResponse(7, 200, headers, new byte[3])))
                .doesNotContain(response);
    }

    @Test
    void showsNeitherQueryNorHeaderValuesNorBody() {
        assertThat(new WsRequest("POST", "/x?token=secret", HEADERS, new byte[] {115, 101}))
                .hasToString("WsRequest[POST /x?…, headers=[A], body=2 bytes]");
        assertThat(new WsRequest(7, "GET", "/x", Map.of(), new byte[0]))
                .hasToString("WsRequest[id=7, GET /x, headers=[], body=0 bytes]");
        assertThat(new WsResponse(0, 200, HEADERS, new byte[] {115, 101}))
                .hasToString("WsResponse[200, headers=[A], body=2 bytes]");
        assertThat(new WsResponse(7, 304, Map.of(), new byte[0]))
                .hasToString("WsResponse[id=7, 304, headers=[], body=0 bytes]");
    }

    @Test
    void takesNoNull() {
        List<Map<String, List<String>>> maps = Arrays.asList(
                null,
                Collections.singletonMap(null, List.of()),
                Collections.singletonMap("A", null),
                Map.of("A", Collections.singletonList(null)));
        for (Map<String, List<String>> map : maps) {
            assertThatNullPointerException().isThrownBy(() -> new WsRequest("GET", "/", map, bytes));
            assertThatNullPointerException().isThrownBy(() -> new WsResponse(0, 200, map, bytes));
        }
        assertThatNullPointerException().isThrownBy(() -> new WsRequest(null, "/", Map.of(), bytes));
        assertThatNullPointerException().isThrownBy(() -> new WsRequest("GET", null, Map.of(), bytes));
        assertThatNullPointerException().isThrownBy(() -> new WsRequest("GET", "/", Map.of(), null));
        assertThatNullPointerException().isThrownBy(() -> new WsResponse(0, 200, Map.of(), null));
    }

    @Test
    void aRequestHasAnIdOrNone() {
        assertThat(request.hasId()).isTrue();
        assertThat(new WsRequest("GET", "/", Map.of(), bytes).hasId()).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WsRequest(-1, "GET", "/", Map.of(), bytes))
                .withMessage("id is negative: -1");
    }

    @ParameterizedTest
    @CsvSource({"0,1,1", "1,0,1", "1,1,0", "-1,1,1", "1,1,-2147483648"})
    void limitsArePositive(int bytes, int headerCount, int headerBytes) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WsLimits(bytes, headerCount, headerBytes))
                .withMessage("every limit must be positive");
    }
}
