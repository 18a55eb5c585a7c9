package io.panelws.jetty.contract.plain;

import java.util.List;

/** All groups of the plain host. Each call makes new servlets: a servlet belongs to one web application. */
final class PlainGroups {

    private PlainGroups() {}

    static List<PlainGroup> all() {
        return List.of(
                new MethodCases(),
                new QueryCases(),
                new RequestHeaderCases(),
                new ResponseHeaderCases(),
                new BodyCases(),
                new ResponseBodyCases(),
                new ErrorCases(),
                new RedirectCases(),
                new AsyncCases(),
                new NonBlockingCases(),
                new SessionCases(),
                new SecurityCases(),
                new FilterCases(),
                new DispatchCases(),
                new PathCases(),
                new StaticFileCases(),
                new GzipCases());
    }
}
