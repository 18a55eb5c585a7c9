/**
 * What {@code probe} and {@code bench} found, for people and for programs: console, HTML, JSON, JUnit's XML, an HdrHistogram
 * log. {@code Report} holds the results of the conformance cases; a bench has its own.
 *
 * <p>The bench's reports need HdrHistogram, as the bench itself does.
 */
package io.panelws.testkit.report;
