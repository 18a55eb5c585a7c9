package main

import (
	"encoding/json"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

// concurrentConnection is generation 2's: it reads all the time, hands each answer to who waits for its id (P-17) and
// answers what the panel asks (P-18).
type concurrentConnection struct {
	conn  *websocket.Conn
	index int
	asked func(received) response
	ended chan struct{}

	writing sync.Mutex

	mu      sync.Mutex // guards what follows
	waiting map[int64]chan response
}

func newConcurrentConnection(conn *websocket.Conn, index int, asked func(received) response) *concurrentConnection {
	c := &concurrentConnection{
		conn:    conn,
		index:   index,
		asked:   asked,
		ended:   make(chan struct{}),
		waiting: map[int64]chan response{},
	}
	go c.read()
	return c
}

func (c *concurrentConnection) exchange(r *request, deadline time.Time) (response, []byte, error) {
	message, err := json.Marshal(r)
	if err != nil {
		return response{}, nil, err
	}
	answer := make(chan response, 1)
	c.mu.Lock()
	c.waiting[r.ID] = answer
	c.mu.Unlock()
	defer func() {
		c.mu.Lock()
		delete(c.waiting, r.ID)
		c.mu.Unlock()
	}()
	if err := c.write(message, deadline); err != nil {
		return response{}, message, err
	}
	timer := time.NewTimer(time.Until(deadline))
	defer timer.Stop()
	select {
	case got := <-answer:
		return got, message, nil
	case <-c.ended:
		return response{}, message, errEnded
	case <-timer.C:
		return response{}, message, errTooLate
	}
}

func (c *concurrentConnection) write(message []byte, deadline time.Time) error {
	c.writing.Lock()
	defer c.writing.Unlock()
	c.conn.SetWriteDeadline(deadline)
	return c.conn.WriteMessage(websocket.TextMessage, message)
}

func (c *concurrentConnection) read() {
	defer close(c.ended)
	defer c.conn.Close()
	for {
		_, text, err := c.conn.ReadMessage()
		if err != nil {
			return
		}
		var got received
		if json.Unmarshal(text, &got) != nil {
			return
		}
		if got.Method != "" {
			answer := c.asked(got)
			answer.ID = got.ID
			message, err := json.Marshal(answer)
			if err != nil || c.write(message, time.Now().Add(writeTimeout)) != nil {
				return
			}
			continue
		}
		c.mu.Lock()
		waits := c.waiting[got.ID]
		delete(c.waiting, got.ID)
		c.mu.Unlock()
		if waits != nil {
			waits <- response{ID: got.ID, Status: got.Status, Headers: got.Headers, Body: got.Body}
		}
	}
}

func (c *concurrentConnection) lives() bool {
	select {
	case <-c.ended:
		return false
	default:
		return true
	}
}

func (c *concurrentConnection) number() int {
	return c.index
}

func (c *concurrentConnection) close(goodbye bool) {
	if goodbye {
		sayGoodbye(c.conn)
	}
	c.conn.Close()
	<-c.ended
}
