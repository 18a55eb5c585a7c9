package io.panelws.testkit.panel.war;

/** What {@link Hello} needs. */
public final class Words {

    private Words() {}

    static String greeting() {
        return "hello";
    }
}
