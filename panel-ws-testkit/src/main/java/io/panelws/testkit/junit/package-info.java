/**
 * Panels and nodes for JUnit tests: {@link io.panelws.testkit.junit.PanelWsTest} starts a panel and gives the test nodes
 * that are connected to it. Tested with JUnit 5.9 to 5.14, 6.0 and 6.1, of which the testkit brings none along; constructors
 * are given something since 5.12.
 */
package io.panelws.testkit.junit;
