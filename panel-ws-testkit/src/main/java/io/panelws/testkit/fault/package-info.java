/**
 * What a network does to nodes, as values: a {@link io.panelws.testkit.fault.Fault} is <em>when</em> times <em>what</em>, a
 * {@link io.panelws.testkit.fault.FaultPlan} says which exchange gets which, and
 * {@link io.panelws.testkit.fault.FaultProxy} does it, in front of any panel.
 */
package io.panelws.testkit.fault;
