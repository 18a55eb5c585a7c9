package io.panelws.jetty.contract;

import java.util.ArrayList;
import java.util.List;

/** Cases about one subject. */
public abstract class CaseGroup {

    private final String subject;
    private final List<ContractCase> cases = new ArrayList<>();
    private String contextPath = "";

    protected CaseGroup(String subject) {
        this.subject = subject;
    }

    /** The cases that follow ask the web application at this path. */
    protected final void in(String path) {
        contextPath = path;
    }

    protected final void check(String id, String sentence, CaseRequest... requests) {
        cases.add(new ContractCase(id, sentence, contextPath, List.of(requests)));
    }

    /** A case whose request is {@code GET /id}. */
    protected final void check(String id, String sentence) {
        check(id, sentence, CaseRequest.get("/" + id));
    }

    public final String subject() {
        return subject;
    }

    public final List<ContractCase> cases() {
        return List.copyOf(cases);
    }
}
