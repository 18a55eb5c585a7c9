package main

import (
	"encoding/json"
	"time"

	"github.com/gorilla/websocket"
)

// serialConnection is generation 1's: it reads only between a request and its answer (P-16), so that an end in between
// shows with the next request.
type serialConnection struct {
	conn  *websocket.Conn
	index int
}

func (s *serialConnection) exchange(r *request, deadline time.Time) (response, []byte, error) {
	message, err := json.Marshal(r)
	if err != nil {
		return response{}, nil, err
	}
	s.conn.SetWriteDeadline(deadline)
	if err := s.conn.WriteMessage(websocket.TextMessage, message); err != nil {
		return response{}, message, err
	}
	s.conn.SetReadDeadline(deadline)
	_, text, err := s.conn.ReadMessage()
	if err != nil {
		return response{}, message, err
	}
	var answer response
	return answer, message, json.Unmarshal(text, &answer)
}

func (s *serialConnection) lives() bool {
	return true
}

func (s *serialConnection) number() int {
	return s.index
}

func (s *serialConnection) close(goodbye bool) {
	if goodbye {
		sayGoodbye(s.conn)
	}
	s.conn.Close()
}

func sayGoodbye(conn *websocket.Conn) {
	text := websocket.FormatCloseMessage(websocket.CloseNormalClosure, "")
	conn.WriteControl(websocket.CloseMessage, text, time.Now().Add(time.Second))
}
