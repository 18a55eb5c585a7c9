/**
 * What hostile, broken and unlucky peers do to a panel, seen from outside: real sockets, the public types, and a server
 * with few threads, because what holds a thread shows with ten of them as it would with two hundred.
 */
package io.panelws.jetty.abuse;
