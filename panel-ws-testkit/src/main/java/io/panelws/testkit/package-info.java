/** Placeholder. */
package io.panelws.testkit;
