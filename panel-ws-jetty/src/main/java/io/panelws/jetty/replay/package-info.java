/**
 * Nothing twice: keeps a {@code POST} from being executed again when a node sends it again because it lost the answer, or
 * the network delivers it late (P-14, P-15).
 *
 * <p>A request is recognised by its {@link io.panelws.jetty.replay.ReplayKey} and by the way it came ({@link
 * io.panelws.jetty.replay.Arrival}); the {@link io.panelws.jetty.replay.ReplayStore} decides what to do with it ({@link
 * io.panelws.jetty.replay.Claim}). What comes over plain HTTP passes {@link io.panelws.jetty.replay.ReplayOverHttp}.
 *
 * <p>{@link io.panelws.jetty.replay.ReplayStore} and what it names are for panels that share what is remembered between
 * processes; the rest is internal and may change in any release.
 */
package io.panelws.jetty.replay;
