package main

// What goes over the WebSocket (P-6, P-7). encoding/json writes the members in this order, the headers by name, a body
// as base64, and leaves out what is empty.

// request asks for something; id is 0 in generation 1.
type request struct {
	ID      int64               `json:"id,omitempty"`
	Method  string              `json:"method"`
	Path    string              `json:"path"`
	Headers map[string][]string `json:"headers,omitempty"`
	Body    []byte              `json:"body,omitempty"`
}

// response answers a request.
type response struct {
	ID      int64               `json:"id,omitempty"`
	Status  int                 `json:"status"`
	Headers map[string][]string `json:"headers,omitempty"`
	Body    []byte              `json:"body,omitempty"`
}

// received is what a node of generation 2 reads: an answer, or, where there is a method, a request of the panel (P-18).
type received struct {
	ID      int64               `json:"id"`
	Method  string              `json:"method"`
	Path    string              `json:"path"`
	Status  int                 `json:"status"`
	Headers map[string][]string `json:"headers"`
	Body    []byte              `json:"body"`
}
