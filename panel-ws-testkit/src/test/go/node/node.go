package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"sync"
)

const (
	api          = "/api/v1/server/UniProxy/"
	trafficQuery = api + "traffic/query"
	jsonType     = "application/json"
)

// line is what is printed of an exchange. The message is as it was written, and has no token in it (P-3).
type line struct {
	Round      int      `json:"round"`
	Call       string   `json:"call"`
	Transport  string   `json:"transport"`
	Connection int      `json:"connection"`
	Status     int      `json:"status"`
	Bytes      int      `json:"bytes"`
	Message    string   `json:"message,omitempty"`
	Failures   []string `json:"failures,omitempty"`
	Problem    string   `json:"problem,omitempty"`
}

// node makes the five calls and remembers what makes its polls conditional (P-10, P-11).
type node struct {
	client *client
	tag    string
	print  func(line)

	mu      sync.Mutex // guards what follows
	etags   map[string]string
	users   []int
	traffic map[int][]int64
	failed  bool
}

// settings are those that a node cannot do without.
type settings struct {
	ServerPort int `json:"server_port"`
	BaseConfig *struct {
		PushInterval any `json:"push_interval"`
		PullInterval any `json:"pull_interval"`
	} `json:"base_config"`
}

type userList struct {
	Users []struct {
		ID   int    `json:"id"`
		UUID string `json:"uuid"`
	} `json:"users"`
}

type aliveList struct {
	Alive map[int]int `json:"alive"`
}

// round polls, in generation 2 all at once, then reports.
func (n *node) round(number int, also []string) {
	n.do(
		func() { n.poll(number, "config", n.takeConfig) },
		func() { n.poll(number, "user", n.takeUsers) },
		func() { n.call(number, "alivelist", "GET", api+"alivelist", nil, nil, takeAliveList) },
	)
	n.meter(number)
	for _, path := range also {
		n.call(number, path, "GET", path, nil, nil, ignore)
	}
	n.push(number)
	n.reportAlive(number)
}

func (n *node) do(calls ...func()) {
	var all sync.WaitGroup
	for _, call := range calls {
		if n.client.generation == 1 {
			call()
			continue
		}
		all.Add(1)
		go func(call func()) {
			defer all.Done()
			call()
		}(call)
	}
	all.Wait()
}

func (n *node) poll(round int, name string, take func([]byte) error) {
	n.mu.Lock()
	condition := n.etags[name]
	n.mu.Unlock()
	answer := n.call(round, name, "GET", api+name, []string{condition}, nil, take)
	if tag := answer.Headers["ETag"]; answer.Status == http.StatusOK && len(tag) > 0 {
		n.mu.Lock()
		n.etags[name] = tag[0]
		n.mu.Unlock()
	}
}

// meter invents traffic: so many bytes up as there were rounds, and twice as many down.
func (n *node) meter(round int) {
	n.mu.Lock()
	defer n.mu.Unlock()
	for _, user := range n.users {
		n.traffic[user] = []int64{int64(round), 2 * int64(round)}
	}
}

func (n *node) push(round int) {
	n.mu.Lock()
	body, _ := json.Marshal(n.traffic)
	n.traffic = map[int][]int64{}
	n.mu.Unlock()
	n.call(round, "push", "POST", api+"push", nil, body, ignore)
}

func (n *node) reportAlive(round int) {
	n.mu.Lock()
	online := map[int][]string{}
	for _, user := range n.users {
		online[user] = []string{"203.0.113.7"}
	}
	n.mu.Unlock()
	body, _ := json.Marshal(online)
	n.call(round, "alive", "POST", api+"alive", nil, body, ignore)
}

func (n *node) call(
	round int, name, method, path string, condition []string, body []byte, take func([]byte) error) response {
	headers := map[string][]string{"Accept": {jsonType}, "Content-Type": {jsonType}}
	if condition != nil {
		headers["If-None-Match"] = condition
	}
	answer, tried, err := n.client.exchange(method, path, headers, body)
	l := line{
		Round: round, Call: name, Transport: tried.transport, Connection: tried.connection, Status: answer.Status,
		Bytes: len(answer.Body), Message: string(tried.message), Failures: tried.failures,
	}
	switch {
	case err != nil:
		l.Problem = "there is no answer"
	case answer.Status >= http.StatusBadRequest || answer.Status < http.StatusOK:
		l.Problem = n.client.identity.masked(string(answer.Body))
	case answer.Status == http.StatusOK:
		if err := take(answer.Body); err != nil {
			l.Problem = err.Error()
		}
	}
	n.mu.Lock()
	n.failed = n.failed || l.Problem != ""
	n.mu.Unlock()
	n.print(l)
	return answer
}

func (n *node) takeConfig(body []byte) error {
	var s settings
	if err := json.Unmarshal(body, &s); err != nil {
		return err
	}
	if s.ServerPort == 0 || s.BaseConfig == nil {
		return fmt.Errorf("the settings lack server_port or base_config")
	}
	return nil
}

// takeUsers remembers the first three: enough to see how several are written.
func (n *node) takeUsers(body []byte) error {
	var list userList
	if err := json.Unmarshal(body, &list); err != nil {
		return err
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	n.users = nil
	for _, user := range list.Users {
		if user.ID == 0 || user.UUID == "" {
			return fmt.Errorf("a user lacks id or uuid")
		}
		if len(n.users) < 3 {
			n.users = append(n.users, user.ID)
		}
	}
	return nil
}

func takeAliveList(body []byte) error {
	return json.Unmarshal(body, &aliveList{})
}

func ignore([]byte) error {
	return nil
}

type trafficRow struct {
	UID      int
	Upload   int64
	Download int64
}

// asked answers what the panel asks a node of generation 2 (P-18): what its users moved since the last push.
func (n *node) asked(r received) response {
	if strings.SplitN(r.Path, "?", 2)[0] != trafficQuery {
		return response{Status: http.StatusNotFound}
	}
	if r.Method != http.MethodGet && r.Method != http.MethodPost {
		return response{Status: http.StatusMethodNotAllowed}
	}
	var wanted struct {
		Tag string `json:"tag"`
		UID int    `json:"uid"`
	}
	if len(r.Body) > 0 && json.Unmarshal(r.Body, &wanted) != nil {
		return response{Status: http.StatusBadRequest}
	}
	if wanted.Tag == "" {
		wanted.Tag = n.tag
	}
	rows := []trafficRow{}
	n.mu.Lock()
	for user, bytes := range n.traffic {
		if wanted.UID == 0 || wanted.UID == user {
			rows = append(rows, trafficRow{user, bytes[0], bytes[1]})
		}
	}
	n.mu.Unlock()
	body, _ := json.Marshal(map[string]any{"tag": wanted.Tag, "traffic": rows})
	return response{Status: http.StatusOK, Headers: map[string][]string{"Content-Type": {jsonType}}, Body: body}
}
