/**
 * Keeps a {@code POST} from being executed twice when a node sends it again because it lost the answer (P-14, P-15).
 *
 * <p>{@link io.panelws.jetty.replay.ReplayStore} and what it names are for panels that share what is remembered between
 * processes; the rest is internal and may change in any release.
 */
package io.panelws.jetty.replay;
