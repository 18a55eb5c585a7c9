/** What became of the conformance cases, for people and for programs: console, HTML, JSON, JUnit's XML. */
package io.panelws.testkit.report;
