/**
 * The dispatcher inside Jetty: a message becomes an {@code HttpStream}, as an HTTP/2 stream does.
 *
 * <p>The only package that imports {@code org.eclipse.jetty}, and of that only what is the same for every EE level. Its
 * classes may be defined by a class loader of their own (see {@code EngineClassLoader}), so nothing else may name them.
 * Jetty 12.0 and 12.1 differ in some methods: call none of those, and implement both forms where Jetty calls us.
 *
 * <p>Internal: may change in any release.
 */
package io.panelws.jetty.engine;
