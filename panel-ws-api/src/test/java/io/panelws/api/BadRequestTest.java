package io.panelws.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What bad input gets: a sentence for each row of the README, and the id that the answer carries. */
class BadRequestTest {

    private static final String NOT_JSON = "The message is not valid JSON.";
    private static final String CUT_SHORT = "The message ends before its JSON does.";
    private static final String NOT_AN_OBJECT = "The message is not a JSON object.";
    private static final String TEXT_BEHIND = "The message has text behind the JSON object.";
    private static final String NOT_BASE64 =
            "The message's body is not base64 in the standard alphabet with padding (RFC 4648, section 4).";

    private final WsCodec codec = new WsCodec(WsLimits.DEFAULT);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello",
                "{'method':'GET','path':'/'}",
                "{method:\"GET\",\"path\":\"/\"}",
                "{\"method\":\"GET\",\"path\":\"/\",}",
                "{\"method\":\"GET\";\"path\":\"/\"}",
                "{\"method\"=\"GET\",\"path\":\"/\"}",
                "{\"method\":\"GET\",\"path\":}",
                "{\"method\":\"GET\",\"path\"}",
                "/**/{\"method\":\"GET\",\"path\":\"/\"}",
                ")]}'\n{\"method\":\"GET\",\"path\":\"/\"}",
                "{\"method\":\"GET\",\"path\":\"/\n\"}",
                "{\"method\":\"GET\",\"path\":\"\\x\"}",
                "{\"method\":\"GET\",\"path\":\"\\u12G4\"}"
            })
    void refusesWhatIsNotJson(String text) {
        assertRefused(text, NOT_JSON);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "{\"method\":\"GET\"", "{\"method\":\"GET\",\"path\":\"/\""})
    void refusesTextThatEndsTooEarly(String text) {
        assertRefused(text, CUT_SHORT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "true", "1", "\"GET\"", "[]", "[{\"method\":\"GET\",\"path\":\"/\"}]"})
    void refusesWhatIsNotAnObject(String text) {
        assertRefused(text, NOT_AN_OBJECT);
    }

    @ParameterizedTest
    @ValueSource(strings = {" x", "{}", "}", ",", ";", "null", "//", "\u0000", "\u00a0", "\uFEFF"})
    void refusesTextBehindTheObject(String behind) {
        assertRefused(
                """
                {"id":7,"method":"GET","path":"/"}\
                """ + behind, TEXT_BEHIND, 7);
    }

    /** What Gson passes over unread, it does not check. */
    @ParameterizedTest
    @ValueSource(strings = {"\"\n\"", "\"\u0001\"", "{\"\t\":1}", "[[\"\u001f\"]]", "\"\\ud800\"", "[1,]", "01", "NaN"})
    void refusesWhatIsNotJsonInMembersThatItPassesOver(String value) {
        assertRefused("{\"method\":\"GET\",\"path\":\"/\",\"unknown\":" + value + "}", NOT_JSON);
    }

    @Test
    void refusesAByteOrderMark() {
        assertRefused(
                "\uFEFF{\"method\":\"GET\",\"path\":\"/\"}",
                "The message is not valid JSON: it begins with a byte order mark.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":"})
    void refusesDeepNesting(String opening) {
        assertRefused("{\"method\":\"GET\",\"path\":\"/\",\"unknown\":" + opening.repeat(100_000), NOT_JSON);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"id\":7,\"id\":7",
                "\"id\":7,\"\\u0069d\":8",
                "\"id\":7,\"method\":\"POST\"",
                "\"id\":7,\"path\":\"/\"",
                "\"id\":7,\"headers\":{},\"headers\":{}",
                "\"id\":7,\"headers\":null,\"headers\":{}",
                "\"id\":7,\"body\":\"\",\"body\":\"\"",
                "\"id\":7,\"unknown\":1,\"unknown\":1"
            })
    void refusesAMemberThatIsThereTwice(String members) {
        assertRefused("{\"method\":\"GET\",\"path\":\"/\"," + members + "}", "The message has a member twice.", 7);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"A\":[\"1\"],\"A\":[\"2\"]}", "{\"A\":[],\"A\":[]}", "{\"A\":[],\"B\":[],\"\\u0041\":[]}"})
    void refusesAHeaderNameThatIsThereTwice(String headers) {
        assertRefused(withMember("headers", headers), "The message has a header name twice.", 7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "1", "true", "[]", "{}", "[\"GET\"]"})
    void refusesAMethodThatIsNotAString(String value) {
        assertRefused("{\"id\":7,\"path\":\"/\",\"method\":" + value + "}", "The message's method is not a string.", 7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "1", "true", "[]", "{}", "[\"/\"]"})
    void refusesAPathThatIsNotAString(String value) {
        assertRefused("{\"id\":7,\"method\":\"GET\",\"path\":" + value + "}", "The message's path is not a string.", 7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "true", "[]", "\"A: 1\"", "[{\"A\":[\"1\"]}]"})
    void refusesHeadersThatAreNotAnObject(String value) {
        assertRefused(withMember("headers", value), "The message's headers are not an object.", 7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "1", "true", "\"1\"", "{}"})
    void refusesHeaderValuesThatAreNotAnArray(String value) {
        assertRefused(
                withMember("headers", "{\"A\":" + value + "}"),
                "The values of a header are not an array of strings.",
                7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "1", "true", "[]", "{}"})
    void refusesAHeaderValueThatIsNotAString(String value) {
        assertRefused(
                withMember("headers", "{\"A\":[\"1\"," + value + "]}"),
                "The message's header value is not a string.",
                7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "true", "[]", "[123,125]", "{}"})
    void refusesABodyThatIsNotAString(String value) {
        assertRefused(withMember("body", value), "The message's body is not a string.", 7);
    }

    /** Unpadded, URL-safe, a space, line breaks, misplaced padding, other alphabets: each is base64 to some decoder. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "e30",
                "e30==",
                "-_8=",
                "e3 0=",
                " e30=",
                "e30= ",
                "e3\\n0=",
                "e30=\\r\\n",
                "\\r\\n\\r\\n",
                "e",
                "=",
                "====",
                "e===",
                "e=30",
                "e30=e30=",
                "e3\u00e9=",
                "e3\u01410",
                "e3\\u00000"
            })
    void refusesABodyThatIsNotPaddedStandardBase64(String body) {
        assertRefused(withMember("body", '"' + body + '"'), NOT_BASE64, 7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "1e0", "1E2", "\"1\"", "null", "true", "[1]", "{}"})
    void refusesAnIdThatIsNotAnInteger(String id) {
        assertRefused(withId(id), "The message's id is not an integer.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-0", "-1", "-9223372036854775808"})
    void refusesAnIdThatIsNotPositive(String id) {
        assertRefused(withId(id), "The message's id is not positive.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"9223372036854775808", "-9223372036854775809", "100000000000000000000000000000"})
    void refusesAnIdThatDoesNotFitInto64Bits(String id) {
        assertRefused(withId(id), "The message's id does not fit into 64 bits.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"01", "+1", "0x1", "1_000", "1."})
    void refusesAnIdThatIsNoJsonNumber(String id) {
        assertRefused(withId(id), NOT_JSON);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\ud800", "\\udc00", "\\udc00\\ud800", "\\ud83d\\ud83d\\ude00", "\ud800"})
    void refusesUnpairedSurrogates(String half) {
        assertRefused("{\"method\":\"GET\",\"path\":\"/" + half + "\"}", NOT_JSON);
        assertRefused("{\"method\":\"" + half + "\",\"path\":\"/\"}", NOT_JSON);
        assertRefused("{\"method\":\"GET\",\"path\":\"/\",\"" + half + "\":1}", NOT_JSON);
        assertRefused(withMember("headers", "{\"A\":[\"" + half + "\"]}"), NOT_JSON, 7);
        assertRefused(withMember("headers", "{\"" + half + "\":[]}"), NOT_JSON, 7);
        assertRefused(withMember("body", '"' + half + '"'), NOT_JSON, 7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"id\":7,\"path\":\"/\"}", "{\"id\":7,\"method\":\"\",\"path\":\"/\"}", "{\"id\":7}"})
    void refusesAMessageWithoutAMethod(String text) {
        assertRefused(text, "The message has no method.", 7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"id\":7,\"method\":\"GET\"}", "{\"id\":7,\"method\":\"GET\",\"path\":\"\"}"})
    void refusesAMessageWithoutAPath(String text) {
        assertRefused(text, "The message has no path.", 7);
    }

    @Test
    void takesNoMemberInAnotherCase() {
        assertRefused("{\"METHOD\":\"GET\",\"path\":\"/\"}", "The message has no method.");
    }

    @Test
    void anErrorInFrontOfTheIdCarriesNone() {
        assertRefused("{\"method\":1,\"path\":\"/\",\"id\":7}", "The message's method is not a string.");
    }

    private static String withMember(String name, String value) {
        return "{\"id\":7,\"method\":\"GET\",\"path\":\"/\",\"" + name + "\":" + value + "}";
    }

    private static String withId(String id) {
        return "{\"id\":" + id + ",\"method\":\"GET\",\"path\":\"/\"}";
    }

    private void assertRefused(String text, String sentence) {
        assertRefused(text, sentence, WsRequest.NO_ID);
    }

    private void assertRefused(String text, String sentence, long id) {
        WsCodecException e = catchThrowableOfType(WsCodecException.class, () -> codec.decodeRequest(text));

        assertThat(e).as("refusal of %.200s", text).hasMessage(sentence).hasNoCause();
        assertThat(e.id()).isEqualTo(id);
    }
}
