package io.panelws.jetty.contract.jersey;

import static io.panelws.jetty.contract.CaseRequest.get;
import static io.panelws.jetty.contract.CaseRequest.of;

import io.panelws.jetty.contract.CaseGroup;

/** Exceptions of resources, and what fits none. */
final class JerseyErrorCases extends CaseGroup {

    JerseyErrorCases() {
        super("exceptions");
        in("/panel");
        check(
                "jersey-mapped",
                "one that an ExceptionMapper answers",
                get("/api/fail/mapped").expecting(409));
        check(
                "jersey-response",
                "one that has a response",
                get("/api/fail/response").expecting(409));
        check("jersey-status", "one that has a status", get("/api/fail/status").expecting(410));
        check(
                "jersey-unavailable",
                "one that says when to come back",
                get("/api/fail/unavailable").expecting(503));
        check(
                "jersey-unmapped",
                "one that nobody maps",
                get("/api/fail/unmapped").expecting(500));
        check(
                "jersey-unwritable",
                "an object that nobody can write",
                get("/api/fail/unwritable").expecting(500));
        // Jersey ends the response as if it were whole.
        check("jersey-streamed-error", "one in the middle of a StreamingOutput", get("/api/plain/streamed-error"));
        check(
                "jersey-unknown",
                "a path that no resource has",
                get("/api/nothing").expecting(404));
        check("jersey-outside", "a path outside of the prefix", get("/other").expecting(404));
        check(
                "jersey-method",
                "a method that no resource takes",
                of("DELETE", "/api/plain/uri").expecting(405));
        check(
                "jersey-accept",
                "a type that is not there",
                get("/api/plain/uri").header("Accept", "image/png").expecting(406));
    }
}
