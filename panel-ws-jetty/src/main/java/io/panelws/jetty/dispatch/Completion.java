package io.panelws.jetty.dispatch;

/** Told once how something asynchronous ended. */
public interface Completion {

    /** It is done. */
    void succeeded();

    /**
     * It could not be done.
     *
     * @param cause why
     */
    void failed(Throwable cause);
}
