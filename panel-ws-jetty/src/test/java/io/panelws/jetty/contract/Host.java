package io.panelws.jetty.contract;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** A running panel, and the cases that can be tried on it. */
public interface Host extends AutoCloseable {

    String name();

    List<? extends CaseGroup> groups();

    /** Where nodes connect. */
    int port();

    /** Where the panel is asked over HTTP: the same, unless something stands between it and its nodes. */
    default int httpPort() {
        return port();
    }

    /** Whether nodes connect there over WebSocket, or ask over HTTP what stands in between. */
    default boolean nodesSendMessages() {
        return true;
    }

    /** What who stands between adds to each request; HTTP, which goes past it, gets it too. */
    default Map<String, String> addedHeaders() {
        return Map.of();
    }

    /** What differs on this host alone: parts, by case. They stand in the place of {@link KnownDifferences}. */
    default Map<String, Set<String>> ownDifferences() {
        return Map.of();
    }

    @Override
    void close();
}
