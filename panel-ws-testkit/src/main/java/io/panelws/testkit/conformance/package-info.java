/**
 * Cases that show whether a panel honours the node protocol, run against any panel by its address.
 *
 * <p>{@link io.panelws.testkit.conformance.PanelConformanceTests} runs them as JUnit tests,
 * {@link io.panelws.testkit.conformance.Conformance} from code; {@code panel-ws probe} is the same at a terminal.
 */
package io.panelws.testkit.conformance;
