package io.panelws.api;

/**
 * Looks at the names of a message that is wrong: what is meant as an answer must not be answered (P-8), since its sender
 * would take that for the answer to a request of its own.
 *
 * @param isAnswer whether it has a {@code status} and no {@code method}, as far as it is JSON
 * @param id its id, {@link WsRequest#NO_ID} where it has none that can be one
 */
record AnswerOutline(boolean isAnswer, long id) {

    static AnswerOutline of(byte[] bytes, int from, int to) {
        JsonScanner json = new JsonScanner(bytes, from, to);
        boolean status = false;
        boolean method = false;
        long id = WsRequest.NO_ID;
        try {
            if (json.peek() == '{') {
                json.open();
                while (json.hasNext('}')) {
                    String name = json.name();
                    json.passOverColon();
                    status |= name.equals("status");
                    if (name.equals("id")) {
                        id = Math.max(WsRequest.NO_ID, json.integerOrElse(WsRequest.NO_ID));
                    } else {
                        method |= name.equals("method") && !json.isEmptyString();
                        json.passOver();
                    }
                }
            }
        } catch (JsonException e) {
            // What has been seen before is all there is to go by.
        }
        return new AnswerOutline(status && !method, id);
    }
}
