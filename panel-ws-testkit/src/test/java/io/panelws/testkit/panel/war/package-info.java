/** Classes that are packed into WARs, and are on the test's class path besides, as Maven has it. */
package io.panelws.testkit.panel.war;
