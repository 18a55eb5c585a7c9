package io.panelws.jetty.contract;

import java.util.List;

/** A running panel, and the cases that can be tried on it. */
public interface Host extends AutoCloseable {

    String name();

    List<? extends CaseGroup> groups();

    int port();

    @Override
    void close();
}
