/** What the benchmark's WARs hold: servlets that cost nearly nothing, so that what is measured is the way to them. */
package io.panelws.testkit.cost.panel;
