package main

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/gorilla/websocket"
)

// identity is who the node is; it is in the query of every URL and in no message (P-3).
type identity struct {
	nodeType string
	nodeID   int
	token    string
}

func (i identity) query() string {
	return url.Values{
		"node_id":   {strconv.Itoa(i.nodeID)},
		"node_type": {i.nodeType},
		"token":     {i.token},
	}.Encode()
}

// masked takes the token out of a text: the errors of net/http show the URL.
func (i identity) masked(text string) string {
	if i.token == "" {
		return text
	}
	text = strings.ReplaceAll(text, url.QueryEscape(i.token), "***")
	return strings.ReplaceAll(text, i.token, "***")
}

// target puts the path of the base in front of the path and the identity behind it (P-1).
func target(base *url.URL, path string, i identity) string {
	separator := "?"
	if strings.Contains(path, "?") {
		separator = "&"
	}
	return base.Scheme + "://" + base.Host + strings.TrimSuffix(base.EscapedPath(), "/") + path + separator + i.query()
}

// trust is TLS 1.2 and later with the machine's authorities, or with those of a file alone.
func trust(caFile string) (*tls.Config, error) {
	config := &tls.Config{MinVersion: tls.VersionTLS12}
	if caFile == "" {
		return config, nil
	}
	pem, err := os.ReadFile(caFile)
	if err != nil {
		return nil, err
	}
	config.RootCAs = x509.NewCertPool()
	if !config.RootCAs.AppendCertsFromPEM(pem) {
		return nil, fmt.Errorf("%s holds no certificate", caFile)
	}
	return config, nil
}

// dial opens a WebSocket with the path and the headers of the first request (P-2, P-4).
func (c *client) dial(first *request, deadline time.Time) (*websocket.Conn, error) {
	ctx, cancel := context.WithDeadline(context.Background(), deadline)
	defer cancel()
	dialer := websocket.Dialer{TLSClientConfig: c.tls}
	conn, answer, err := dialer.DialContext(ctx, target(c.wsURL, first.Path, c.identity), http.Header(first.Headers))
	if answer != nil && err != nil {
		return nil, fmt.Errorf("the handshake was answered with %d", answer.StatusCode)
	}
	return conn, err
}
