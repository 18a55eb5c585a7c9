package io.panelws.jetty.contract.spring;

import static io.panelws.jetty.contract.CaseRequest.get;
import static io.panelws.jetty.contract.CaseRequest.post;

import io.panelws.jetty.contract.CaseGroup;
import io.panelws.jetty.contract.CaseRequest;

/** The calls of a node. */
final class NodeApiCases extends CaseGroup {

    private static final String API = "/api/v1/server/UniProxy";

    NodeApiCases() {
        super("node API");
        CaseRequest config = get(API + "/config").header("Accept", "*/*");
        check("spring-config", "the configuration", config);
        check(
                "spring-config-tag",
                "the configuration, unchanged",
                config,
                config.again().expecting(304));
        check("spring-config-first", "an empty If-None-Match", config.header("If-None-Match", ""));
        check("spring-config-head", "HEAD of the configuration", config.method("HEAD"));
        check(
                "spring-token",
                "a wrong token",
                config.header("X-Wrong-Token", "1").expecting(403));
        check("spring-users", "the users", get(API + "/user"));
        check("spring-users-many", "20,000 users", get(API + "/user?count=20000"));
        check(
                "spring-users-bad",
                "a parameter that is no number",
                get(API + "/user?count=x").expecting(400));
        check("spring-push", "a push", json("/push", "{\"1\":[10,20],\"2\":[30,40]}"));
        check(
                "spring-push-bad",
                "a push that is no JSON",
                json("/push", "{\"1\":").expecting(400));
        check("spring-push-empty", "a push without a body", json("/push", "").expecting(400));
        check(
                "spring-push-type",
                "a push as text",
                post(API + "/push", "text/csv", "1,2").expecting(415));
        check(
                "spring-alive",
                "an alive",
                json("/alive", "{\"1\":[\"203.0.113.7\"]}").expecting(202));
        check(
                "spring-method",
                "PUT where POST is expected",
                json("/alive", "{}").method("PUT").expecting(405));
        check(
                "spring-unknown",
                "a call that does not exist",
                get(API + "/nothing").expecting(404));
        check("spring-options", "OPTIONS of a call", config.method("OPTIONS"));
        check("spring-two", "two calls on one connection", config, json("/push", "{\"1\":[1,2]}"));
    }

    private static CaseRequest json(String call, String body) {
        return post(API + call, "application/json", body);
    }
}
