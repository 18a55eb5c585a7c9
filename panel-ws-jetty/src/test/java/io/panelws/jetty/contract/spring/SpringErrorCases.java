package io.panelws.jetty.contract.spring;

import static io.panelws.jetty.contract.CaseRequest.get;

import io.panelws.jetty.contract.CaseGroup;

/** Exceptions of controllers. */
final class SpringErrorCases extends CaseGroup {

    SpringErrorCases() {
        super("exceptions");
        check(
                "spring-handled",
                "by a method of the controller",
                get("/fail/handled").expecting(422));
        check(
                "spring-advised",
                "by an advice, as a problem",
                get("/fail/advised").expecting(507));
        check("spring-status", "one that has a status", get("/fail/status").expecting(423));
        check(
                "spring-annotated",
                "one whose annotation has a status",
                get("/fail/annotated").expecting(402));
        check(
                "spring-unhandled",
                "one that nobody handles",
                get("/fail/unhandled").expecting(500));
        check(
                "spring-unhandled-json",
                "one that nobody handles, to a JSON client",
                get("/fail/unhandled").header("Accept", "application/json").expecting(500));
    }
}
