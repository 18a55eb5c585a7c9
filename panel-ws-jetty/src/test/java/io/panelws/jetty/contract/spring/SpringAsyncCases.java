package io.panelws.jetty.contract.spring;

import static io.panelws.jetty.contract.CaseRequest.BROKEN;
import static io.panelws.jetty.contract.CaseRequest.get;

import io.panelws.jetty.contract.CaseGroup;

/** Results that come later, and in pieces. */
final class SpringAsyncCases extends CaseGroup {

    SpringAsyncCases() {
        super("asynchronous controllers");
        check("spring-deferred", "a DeferredResult", get("/async/deferred"));
        check(
                "spring-deferred-timeout",
                "a DeferredResult that never comes",
                get("/async/deferred-timeout").expecting(503));
        check(
                "spring-deferred-fallback",
                "a DeferredResult with something in its place",
                get("/async/deferred-fallback"));
        check(
                "spring-deferred-error",
                "a DeferredResult that fails",
                get("/async/deferred-error").expecting(507));
        check("spring-callable", "a Callable", get("/async/callable"));
        check(
                "spring-callable-error",
                "a Callable that fails",
                get("/async/callable-error").expecting(500));
        check("spring-future", "a CompletableFuture", get("/async/future"));
        check("spring-streamed", "a StreamingResponseBody in many pieces", get("/async/streamed"));
        check("spring-streamed-large", "a StreamingResponseBody of 4 MB", get("/async/streamed-large"));
        check(
                "spring-streamed-error",
                "a StreamingResponseBody that fails in the middle",
                get("/async/streamed-error").expecting(BROKEN));
        check("spring-emitter", "a ResponseBodyEmitter", get("/async/emitter"));
        check("spring-events", "an SseEmitter", get("/async/events"));
        check("spring-one-after-another", "one after another", get("/async/deferred"), get("/async/callable"));
    }
}
