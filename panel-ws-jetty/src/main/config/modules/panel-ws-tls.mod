[description]
Speaks TLS 1.2 and 1.3 on the port of the module panel-ws.
The certificate comes from PEM files or a key store, and is read again when it changes.

[tags]
connector
ssl
panel-ws

[depend]
panel-ws

[xml]
etc/panel-ws-tls.xml

[ini-template]
## Either: PEM files, the certificate with its chain, and its key without a password.
## Paths are absolute, or relative to $JETTY_BASE.
# panel-ws.tls.certificate=/etc/letsencrypt/live/panel.example/fullchain.pem
# panel-ws.tls.key=/etc/letsencrypt/live/panel.example/privkey.pem

## Or: a key store (PKCS12) with its password, which may be obfuscated (OBF:...).
# panel-ws.tls.keyStorePath=etc/keystore.p12
# panel-ws.tls.keyStorePassword=
