package io.panelws.testkit.junit;

import io.panelws.testkit.panel.PanelSource;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Tests against a panel that runs in the test's process on a free port of the loopback interface. What is injected is said
 * at {@link PanelWsExtension}, which has more to choose from.
 *
 * <p>On a nested class it replaces that of the enclosing class.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ExtendWith(PanelWsExtension.class)
public @interface PanelWsTest {

    /**
     * A panel of one's own.
     *
     * @return a class with a constructor without parameters; {@link PanelSource} itself for the sample panel, or for
     *     {@link #war()} where that is given
     */
    Class<? extends PanelSource> panel() default PanelSource.class;

    /**
     * A panel of one's own, as it is deployed on a stock Jetty: see {@link PanelSource#war}.
     *
     * <p>A WAR takes as long to start as it takes elsewhere, a second for a framework: {@link PanelScope#CLASS} starts it once.
     *
     * @return a WAR file, or a directory that holds what a WAR would, relative to the working directory, which with Maven
     *     is the module's; empty for none
     */
    String war() default "";

    /**
     * Where the WAR is mounted.
     *
     * @return {@code /} or {@code /panel}
     */
    String contextPath() default Settings.CONTEXT_PATH;

    /**
     * The secret that nodes show; the sample panel's.
     *
     * @return the token of every node that names no other
     */
    String token() default Settings.TOKEN;

    /**
     * How long a panel runs.
     *
     * @return for each test, or for the class
     */
    PanelScope scope() default PanelScope.TEST;

    /**
     * Puts a {@link io.panelws.testkit.fault.FaultProxy} between the nodes and the panel: what goes wrong is set in {@link
     * Faults}, which is injected.
     *
     * @return whether each test's nodes connect through one
     */
    boolean faults() default false;
}
