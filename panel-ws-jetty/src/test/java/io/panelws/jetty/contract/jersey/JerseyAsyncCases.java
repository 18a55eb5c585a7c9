package io.panelws.jetty.contract.jersey;

import static io.panelws.jetty.contract.CaseRequest.get;
import static io.panelws.jetty.contract.CaseRequest.post;

import io.panelws.jetty.contract.CaseGroup;

/** Suspended responses. */
final class JerseyAsyncCases extends CaseGroup {

    JerseyAsyncCases() {
        super("suspended responses");
        in("/panel");
        check("jersey-resumed", "resumed later", get("/api/async/resumed"));
        check("jersey-at-once", "resumed at once", get("/api/async/at-once"));
        check("jersey-body", "resumed with the body", post("/api/async/body", "text/plain", "the body"));
        check("jersey-timeout", "never resumed", get("/api/async/timeout").expecting(503));
        check("jersey-timeout-handled", "resumed by its timeout", get("/api/async/timeout-handled"));
        check("jersey-cancelled", "cancelled", get("/api/async/cancelled").expecting(503));
        check(
                "jersey-failed",
                "resumed with an exception",
                get("/api/async/failed").expecting(409));
        check(
                "jersey-failed-unmapped",
                "resumed with an exception that nobody maps",
                get("/api/async/unmapped").expecting(500));
        check("jersey-stage", "a CompletionStage", get("/api/async/stage"));
        check("jersey-large", "resumed with 2 MB", get("/api/async/large"));
        check("jersey-one-after-another", "one after another", get("/api/async/resumed"), get("/api/async/stage"));
    }
}
