package io.panelws.testkit.panel;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;

/**
 * Gives the panel of a web application its store.
 *
 * <p>Made by the container, it reads the context parameters {@code panel.token} (required) and {@code panel.users} (how
 * many, 1000 by default) and stops the start with a sentence when one is wrong. Embedded, it is given a store.
 */
public final class SamplePanelListener implements ServletContextListener {

    private static final String STORE = PanelStore.class.getName();
    private static final int DEFAULT_USERS = 1000;

    private final PanelStore given;

    /** Made by the container: the store comes from the context parameters. */
    public SamplePanelListener() {
        this.given = null;
    }

    /**
     * Uses a store that exists.
     *
     * @param store the panel's store
     */
    public SamplePanelListener(PanelStore store) {
        this.given = store;
    }

    @Override
    public void contextInitialized(ServletContextEvent event) {
        ServletContext context = event.getServletContext();
        context.setAttribute(STORE, given == null ? configured(context) : given);
    }

    static PanelStore store(ServletContext context) {
        return (PanelStore) context.getAttribute(STORE);
    }

    private static PanelStore configured(ServletContext context) {
        String token = context.getInitParameter("panel.token");
        if (token == null || token.isBlank()) {
            throw new IllegalArgumentException("the context parameter panel.token is missing");
        }
        String users = context.getInitParameter("panel.users");
        return new PanelStore(token, User.sample(users == null ? DEFAULT_USERS : count(users)));
    }

    private static int count(String users) {
        if (!users.matches("[0-9]{1,7}")) {
            throw new IllegalArgumentException("the context parameter panel.users is not a number below ten million");
        }
        return Integer.parseInt(users);
    }
}
