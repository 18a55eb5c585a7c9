package io.panelws.jetty.contract;

import java.util.List;

/**
 * One thing that must be the same over both transports.
 *
 * @param id names the case, in the table of known differences too
 * @param sentence what is tried
 * @param contextPath the web application that is asked, empty for the root
 * @param requests one after another; the answers to all of them are compared
 */
public record ContractCase(String id, String sentence, String contextPath, List<CaseRequest> requests) {}
