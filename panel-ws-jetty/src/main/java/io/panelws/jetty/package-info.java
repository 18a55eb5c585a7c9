/** Placeholder. */
package io.panelws.jetty;
