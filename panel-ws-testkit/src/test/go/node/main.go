// A node for tests, written to panel-ws's list of the protocol's rules (P-n) on the WebSocket library and the JSON
// encoder that real nodes use. It prints one line of JSON for each exchange, and never its token, which it takes from the
// environment (PANEL_WS_TOKEN).
//
// It ends with 0 when every call was answered as it should be, with 1 when one was not, with 2 for wrong usage.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"os"
	"strings"
	"sync"
	"time"
)

const defaultPort = "51821" // P-1

// writeTimeout is for answers to the panel, which have no deadline of their own.
const writeTimeout = 5 * time.Second

var errTooLate = fmt.Errorf("not answered within the deadline")

// paths is an option that may be given several times.
type paths []string

func (p *paths) String() string {
	return strings.Join(*p, " ")
}

func (p *paths) Set(path string) error {
	*p = append(*p, path)
	return nil
}

func main() {
	api := flag.String("url", "", "the panel over HTTP, http://panel or https://panel")
	ws := flag.String("ws", "", "WsURL; by default port "+defaultPort+" of the panel")
	nodeType := flag.String("type", "vless", "node_type")
	nodeID := flag.Int("id", 1, "node_id")
	generation := flag.Int("generation", 1, "1 or 2")
	rounds := flag.Int("rounds", 1, "how often to poll and report")
	interval := flag.Duration("interval", time.Minute, "from round to round")
	timeout := flag.Duration("timeout", 30*time.Second, "the deadline of a request (P-13)")
	cooldown := flag.Duration("cooldown", time.Minute, "how long WebSocket is not tried after a failure (P-14)")
	ca := flag.String("ca", "", "a PEM file with the authorities to trust, in place of the machine's")
	var also paths
	flag.Var(&also, "get", "a further path to get in each round")
	flag.Parse()

	n, err := newNode(*api, *ws, *ca, identity{*nodeType, *nodeID, os.Getenv("PANEL_WS_TOKEN")})
	if err != nil || *generation < 1 || *generation > 2 || flag.NArg() > 0 {
		fmt.Fprintln(os.Stderr, "wrong usage:", err)
		flag.PrintDefaults()
		os.Exit(2)
	}
	n.client.generation, n.client.cooldown, n.client.timeout = *generation, *cooldown, *timeout
	n.client.http.Timeout = *timeout
	for round := 1; round <= *rounds; round++ {
		if round > 1 {
			time.Sleep(*interval)
		}
		n.round(round, also)
	}
	n.client.close()
	if n.failed {
		os.Exit(1)
	}
}

func newNode(api, ws, ca string, i identity) (*node, error) {
	apiURL, err := url.Parse(api)
	if err != nil {
		return nil, err
	}
	if apiURL.Host == "" || !strings.HasPrefix(apiURL.Scheme, "http") {
		return nil, fmt.Errorf("-url is no http:// or https:// address")
	}
	if ws == "" {
		ws = strings.Replace(apiURL.Scheme, "http", "ws", 1) + "://" + net.JoinHostPort(apiURL.Hostname(), defaultPort)
	}
	wsURL, err := url.Parse(ws)
	if err != nil {
		return nil, err
	}
	config, err := trust(ca)
	if err != nil {
		return nil, err
	}
	n := &node{
		tag:     fmt.Sprintf("%s-%d", i.nodeType, i.nodeID),
		print:   printer(),
		etags:   map[string]string{},
		traffic: map[int][]int64{},
	}
	n.client = &client{
		identity: i,
		apiURL:   apiURL,
		wsURL:    wsURL,
		tls:      config,
		asked:    n.asked,
		http:     &http.Client{Transport: &http.Transport{TLSClientConfig: config}},
	}
	return n, nil
}

func printer() func(line) {
	var mu sync.Mutex
	out := json.NewEncoder(os.Stdout)
	out.SetEscapeHTML(false)
	return func(l line) {
		mu.Lock()
		defer mu.Unlock()
		out.Encode(l)
	}
}
