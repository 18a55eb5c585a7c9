package io.panelws.jetty.replay;

/** The database does not answer in time, or not as it should; what was asked of it may have been done all the same. */
final class DatabaseDown extends Exception {

    private static final long serialVersionUID = 1;

    DatabaseDown(String message, Throwable cause) {
        super(message, cause);
    }
}
