package main

import (
	"bytes"
	"crypto/tls"
	"errors"
	"io"
	"net/http"
	"net/url"
	"sync"
	"sync/atomic"
	"time"
)

const (
	httpRetries = 3 // P-14
	webSocket   = "ws"
	plainHTTP   = "http"
)

// connection is one WebSocket from its handshake to its first failure.
type connection interface {
	// exchange writes a request and waits for its answer; it also tells what was written.
	exchange(r *request, deadline time.Time) (response, []byte, error)
	// lives tells whether it is known to have ended.
	lives() bool
	// number counts the connections of the node, from 1.
	number() int
	// close ends it, with a close frame where goodbye is wanted.
	close(goodbye bool)
}

// client gets requests answered as both generations do: over one WebSocket, a second time over a new one where that
// breaks, then over plain HTTP, which alone is used while the cooldown lasts (P-13, P-14).
type client struct {
	identity   identity
	apiURL     *url.URL
	wsURL      *url.URL
	generation int
	timeout    time.Duration
	cooldown   time.Duration
	tls        *tls.Config
	asked      func(received) response

	ids  int64
	http *http.Client

	serial sync.Mutex // generation 1: one exchange at a time (P-17)

	mu      sync.Mutex // guards what follows
	current connection
	dials   int
	resumes time.Time
}

// attempt is what it took to get an answer.
type attempt struct {
	transport  string
	connection int
	message    []byte
	failures   []string
}

func (c *client) exchange(method, path string, headers map[string][]string, body []byte) (response, attempt, error) {
	r := &request{Method: method, Path: path, Headers: headers, Body: body}
	if c.generation == 1 {
		c.serial.Lock()
		defer c.serial.Unlock()
	} else {
		r.ID = atomic.AddInt64(&c.ids, 1)
	}
	a := attempt{transport: webSocket}
	if c.mayUseWebSocket() {
		if answer, err := c.overWebSocket(r, &a); err == nil {
			return answer, a, nil
		}
		c.beginCooldown()
	}
	a.transport, a.connection = plainHTTP, 0
	answer, err := c.overHTTP(r, &a)
	return answer, a, err
}

func (c *client) overWebSocket(r *request, a *attempt) (response, error) {
	deadline := time.Now().Add(c.timeout)
	var err error
	for sends := 0; sends < 2; sends++ {
		var conn connection
		if conn, err = c.connect(r, deadline); err != nil {
			c.failed(a, err)
			break
		}
		a.connection = conn.number()
		var answer response
		if answer, a.message, err = conn.exchange(r, deadline); err == nil {
			return answer, nil
		}
		c.failed(a, err)
		c.abandon(conn)
	}
	return response{}, err
}

func (c *client) overHTTP(r *request, a *attempt) (answer response, err error) {
	for sends := 0; sends <= httpRetries; sends++ {
		if answer, err = c.sendHTTP(r); err == nil {
			return answer, nil
		}
		c.failed(a, err)
	}
	return response{}, err
}

func (c *client) sendHTTP(r *request) (response, error) {
	sent, err := http.NewRequest(r.Method, target(c.apiURL, r.Path, c.identity), bytes.NewReader(r.Body))
	if err != nil {
		return response{}, err
	}
	sent.Header = http.Header(r.Headers).Clone()
	answer, err := c.http.Do(sent)
	if err != nil {
		return response{}, err
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	headers := map[string][]string{"ETag": answer.Header.Values("ETag")}
	return response{Status: answer.StatusCode, Headers: headers, Body: body}, err
}

func (c *client) failed(a *attempt, err error) {
	a.failures = append(a.failures, a.transport+": "+c.identity.masked(err.Error()))
}

// connect gives the living connection; where there is none, one request dials and the others wait for it.
func (c *client) connect(first *request, deadline time.Time) (connection, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.current != nil && c.current.lives() {
		return c.current, nil
	}
	c.dials++
	conn, err := c.dial(first, deadline)
	if err != nil {
		return nil, err
	}
	if c.generation == 1 {
		c.current = &serialConnection{conn: conn, index: c.dials}
	} else {
		c.current = newConcurrentConnection(conn, c.dials, c.asked)
	}
	return c.current, nil
}

func (c *client) abandon(broken connection) {
	broken.close(false)
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.current == broken {
		c.current = nil
	}
}

func (c *client) mayUseWebSocket() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return !time.Now().Before(c.resumes)
}

func (c *client) beginCooldown() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.resumes = time.Now().Add(c.cooldown)
}

func (c *client) close() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.current != nil {
		c.current.close(true)
		c.current = nil
	}
}

var errEnded = errors.New("the connection has ended")
