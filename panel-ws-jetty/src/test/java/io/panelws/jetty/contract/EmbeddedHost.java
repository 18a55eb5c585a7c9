package io.panelws.jetty.contract;

import io.panelws.jetty.testing.TestPanel;
import org.eclipse.jetty.ee10.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;

/** A host that is put together in code. */
public abstract class EmbeddedHost implements Host {

    private final String name;
    private final TestPanel panel;

    protected EmbeddedHost(String name) {
        this.name = name;
        panel = new TestPanel().configure(context -> {
            ErrorPageErrorHandler errors = new ErrorPageErrorHandler();
            errors.setShowStacks(false);
            context.setErrorHandler(errors);
            configure(context);
        });
        panel.start();
    }

    /** Adds servlets and filters; called while the host is constructed. */
    protected abstract void configure(ServletContextHandler context);

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final int port() {
        return panel.port();
    }

    @Override
    public final void close() {
        panel.close();
    }
}
