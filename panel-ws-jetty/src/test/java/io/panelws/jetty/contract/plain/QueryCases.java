package io.panelws.jetty.contract.plain;

import static io.panelws.jetty.contract.CaseRequest.get;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/** Query forms. The handshake's query comes first on both sides. */
final class QueryCases extends PlainGroup {

    QueryCases() {
        super("queries");
        serve("/query", (request, response) -> {
            List<Object> lines = new ArrayList<>();
            lines.add(request.getQueryString());
            new TreeMap<>(request.getParameterMap())
                    .forEach((name, values) -> lines.add("[" + name + "] = " + Arrays.toString(values)));
            Answers.text(response, lines.toArray());
        });
        check("query-none", "no query but the handshake's", get("/query"));
        check("query-empty", "an empty query", get("/query?"));
        check("query-one", "one parameter", get("/query?a=1"));
        check("query-repeated", "a parameter twice", get("/query?a=1&b=2&a=3"));
        check("query-no-value", "a parameter without a value", get("/query?a&b=&c"));
        check("query-no-name", "a value without a name", get("/query?=1"));
        check("query-encoded", "percent escapes", get("/query?a%20b=c%26d%3De%2f%2F"));
        check("query-escaped-utf-8", "escaped UTF-8", get("/query?name=J%C3%BCrgen%E4%B8%AD"));
        check("query-raw-utf-8", "raw UTF-8", get("/query?näme=Jürgen中😀"));
        check(
                "query-latin-1",
                "an escape that is not UTF-8",
                get("/query?a=%E9").expecting(400));
        check("query-plus", "a plus, raw and escaped", get("/query?a=1+2%2B3"));
        check("query-semicolon", "a semicolon", get("/query?a=1;b=2"));
        check("query-question-mark", "a question mark", get("/query?a=b?c&d=?"));
        check("query-empty-parameters", "ampersands with nothing between", get("/query?&&a=1&"));
        check("query-equals", "several equals signs", get("/query?a=b=c=="));
        check(
                "query-bad-escape",
                "a percent sign without digits",
                get("/query?a=%ZZ").expecting(400));
        check("query-nul", "an escaped NUL", get("/query?a=%00b"));
        check("query-backslash", "a backslash, raw and escaped", get("/query?a=c:\\d&b=%5C"));
        check("query-control-beyond-ascii", "control characters beyond ASCII", get("/query?a=%C2%85%C2%80"));
        check("query-control-escaped", "escaped control characters", get("/query?a=%09%0A%7F"));
        check(
                "query-fragment",
                "a fragment behind the query",
                get("/query?a=b#c").expecting(400));
        check("query-many", "a query of 1,100 parameters", get("/query?" + "a&".repeat(1100)));
        check("query-case", "names that differ in case from the handshake's", get("/query?Node_id=2&TOKEN=x"));
        check("query-path-parameter", "a path parameter in front of the query", get("/query;a=0?a=1"));
        check("query-brackets", "characters that no URI should have", get("/query?a[]=1&b={2}|^`\"<>'"));
        check("query-long", "a query of 4,000 characters", get("/query?a=" + "x".repeat(4000)));
        check("query-path-like", "a query that looks like a path", get("/query?/../a//b/./c"));
        check("query-other-node", "a node cannot say that it is another one", get("/query?node_id=2"));
    }
}
