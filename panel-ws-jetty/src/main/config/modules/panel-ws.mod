[description]
Opens port 51821, where V2bX nodes connect by default, beside the panel's own port.
The panel's WAR has panel-ws in WEB-INF/lib; this module gives it WebSocket and a graceful stop.

[tags]
connector
websocket
panel-ws

[depend]
server
graceful
${panel-ws.ee}-websocket-jakarta

[after]
# They add to the server's HTTP configuration, of which this connector takes a copy.
http
http-forwarded
rewrite-customizer

[lib]
lib/panel-ws/*.jar

[xml]
etc/panel-ws.xml

[ini]
panel-ws.ee?=ee10

[ini-template]
## The Jakarta EE level that the panel runs on: ee10 or ee11.
# panel-ws.ee=ee10

## The host/address to bind the port to.
# panel-ws.host=0.0.0.0

## The port that nodes connect to.
# panel-ws.port=51821

## How many connections may wait to be accepted, when all nodes come back at once; net.core.somaxconn bounds it too.
# panel-ws.acceptQueueSize=4096

## Whether the port takes WebSocket handshakes alone; other requests are answered 426.
# panel-ws.websocketOnly=false

## How long a connection may be silent before its handshake, in milliseconds.
## Afterwards it is the option idleTimeout of the panel's filter that counts.
# panel-ws.idleTimeout=30000
