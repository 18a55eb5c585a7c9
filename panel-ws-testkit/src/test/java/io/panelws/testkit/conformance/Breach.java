package io.panelws.testkit.conformance;

import java.io.IOException;

/** Where a panel can break the rules; as it stands, it breaks none. */
class Breach {

    int refusal(BareHead head) {
        return head.fields().containsKey("origin") ? 403 : 0;
    }

    boolean letsStrangersIn() {
        return false;
    }

    BareReply forbidden(BareReply reply) {
        return reply;
    }

    /** The 101 without its empty line. */
    String switching(String head) {
        return head;
    }

    void opened(BareFrames frames) throws IOException {}

    void closed() {}

    boolean joinsFragments() {
        return true;
    }

    boolean refusesBinary() {
        return true;
    }

    int maxMessage() {
        return 16 << 20;
    }

    BareReply answer(BareApi.Request request, BareHead head, BareApi api) {
        return api.answer(request);
    }

    BareReply changed(String message, BareReply reply) {
        return reply;
    }

    String text(String json) {
        return json;
    }

    void send(BareFrames frames, String message, String json) throws IOException {
        frames.putText(json);
    }
}
