/**
 * Panels and nodes for JUnit 5 tests: {@link io.panelws.testkit.junit.PanelWsTest} starts a panel and gives the test nodes
 * that are connected to it. Needs JUnit 5.13 or later, which the testkit does not bring along.
 */
package io.panelws.testkit.junit;
