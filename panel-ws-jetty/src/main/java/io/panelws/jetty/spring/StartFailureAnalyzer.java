package io.panelws.jetty.spring;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;

/** Lets Spring Boot print the sentence with which panel-ws refuses to start, and no stack trace. */
final class StartFailureAnalyzer implements FailureAnalyzer {

    @Override
    public FailureAnalysis analyze(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StartException start) {
                return new FailureAnalysis(start.getMessage(), start.action(), failure);
            }
            // What the filter itself finds wrong comes as the ServletException of its start.
            if (cause.getMessage() != null && cause.getMessage().startsWith("panel-ws: ")) {
                return new FailureAnalysis(cause.getMessage(), StartException.CORRECT, failure);
            }
        }
        return null;
    }
}
