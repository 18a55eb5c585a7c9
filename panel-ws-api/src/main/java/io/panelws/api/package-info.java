/**
 * The messages of the node protocol, and the codec between them and their JSON text.
 *
 * <p>A node sends {@link io.panelws.api.WsRequest}s and receives one {@link io.panelws.api.WsResponse} for each.
 * {@link io.panelws.api.WsCodec} reads and writes both, so that a panel and a node simulator share one implementation.
 * Nothing here knows of servlets, sockets or threads.
 *
 * <h2>The protocol</h2>
 *
 * What V2bX nodes do and expect, each rule with the name by which code, tests and the command {@code probe} cite it. There are
 * two generations of nodes: the first sends one request at a time and numbers none, the second numbers its requests, sends several
 * at once and can be asked by its panel. Both connect to the same address.
 *
 * <dl>
 *   <dt>P-1</dt>
 *   <dd>A node connects with {@code ws} or {@code wss}, to port 51821 where nothing else is configured. The path of its
 *       {@code WsURL} goes in front of the request's path at the handshake.</dd>
 *   <dt>P-2</dt>
 *   <dd>The handshake's path is that of the node's first request, whichever that is; every later request goes over the same
 *       connection. So an upgrade is accepted on any path, and what is asked for stands in the message alone.</dd>
 *   <dt>P-3</dt>
 *   <dd>{@code node_type}, {@code node_id} and {@code token} are in the handshake's query and in no message. They belong to
 *       every request of the connection.</dd>
 *   <dt>P-4</dt>
 *   <dd>The handshake is a {@code GET} with the first request's headers besides. It offers no subprotocol and no
 *       compression, and has no {@code Origin}.</dd>
 *   <dt>P-5</dt>
 *   <dd>A panel may refuse the handshake with 401 or 403, or accept it and refuse each request. A node that is refused uses
 *       plain HTTP for 60 s.</dd>
 *   <dt>P-6</dt>
 *   <dd>A request is one text message with one JSON object: {@code method}, {@code path}, {@code headers} (arrays of strings by
 *       name; may be absent), {@code body} (padded standard base64; absent when empty), and in generation 2 {@code id}, an integer
 *       of 64 bits above 0.</dd>
 *   <dt>P-7</dt>
 *   <dd>A response has {@code status}, {@code headers}, {@code body}, and the {@code id} of a request that had one. Integers are
 *       written as integers.</dd>
 *   <dt>P-8</dt>
 *   <dd>Each request gets exactly one response; those without {@code id} in the order of the requests. A node of generation 1
 *       takes whatever else it is sent for the answer to its next request.</dd>
 *   <dt>P-9</dt>
 *   <dd>{@code path} may hold raw characters beyond ASCII, percent escapes, and a query.</dd>
 *   <dt>P-10</dt>
 *   <dd>A node looks for {@code ETag} in exactly this spelling. Header names are written as they are registered.</dd>
 *   <dt>P-11</dt>
 *   <dd>304 means that nothing has changed. From 400 on the node logs the body, which therefore is short and readable.</dd>
 *   <dt>P-12</dt>
 *   <dd>The node reads JSON with Go's {@code encoding/json} and its leniences.</dd>
 *   <dt>P-13</dt>
 *   <dd>One deadline covers dialling, writing and reading: 30 s, or 5 s where the configuration says 0.</dd>
 *   <dt>P-14</dt>
 *   <dd>After an error a node closes the connection, dials again and sends the same message once more, within the deadline. If
 *       that fails, it uses plain HTTP for 60 s, for this request too, which may then be sent up to four times.</dd>
 *   <dt>P-15</dt>
 *   <dd>So a {@code POST} whose answer is lost or late is executed again, unless the panel's side prevents it.</dd>
 *   <dt>P-16</dt>
 *   <dd>Generation 1 reads only while it waits for an answer. Between polls, for a minute and more, it answers no ping and
 *       notices no close.</dd>
 *   <dt>P-17</dt>
 *   <dd>Generation 1 has one request in flight at most. Generation 2 has several and tells their answers apart by
 *       {@code id}.</dd>
 *   <dt>P-18</dt>
 *   <dd>Generation 2 answers a panel that asks for {@code /api/v1/server/UniProxy/traffic/query}; its {@code id}s are the
 *       panel's own. Any other path gets 404, a method other than {@code GET} and {@code POST} 405.</dd>
 * </dl>
 */
package io.panelws.api;
