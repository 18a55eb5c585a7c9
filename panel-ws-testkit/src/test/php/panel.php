<?php
// A panel in PHP: the five calls of a node, its books in files. Run by the tests with: php -S 127.0.0.1:PORT panel.php
// PANEL_TOKEN is the secret, PANEL_USERS how many users there are, PANEL_DATA the directory of the books, PANEL_SLOW how
// many milliseconds pass from booking a report to its answer.

const API = '/api/v1/server/UniProxy/';

function answer(int $status, string $body, string $type = 'application/json'): void
{
    http_response_code($status);
    header('Content-Type: ' . $type);
    header('Content-Length: ' . strlen($body));
    echo $body;
}

/** A document with an entity tag, or 304. */
function document(string $body): void
{
    $tag = '"' . sha1($body) . '"';
    header('ETag: ' . $tag);
    if (in_array($tag, array_map('trim', explode(',', $_SERVER['HTTP_IF_NONE_MATCH'] ?? '')), true)) {
        http_response_code(304);
        return;
    }
    answer(200, $body);
}

function users(): string
{
    $users = [];
    for ($id = 1; $id <= (int) (getenv('PANEL_USERS') ?: 3); $id++) {
        $users[] = ['id' => $id, 'uuid' => sprintf('%08x-0000-4000-8000-%012x', $id, $id),
            'speed_limit' => 0, 'device_limit' => 0];
    }
    return json_encode(['users' => $users]);
}

/** Adds a line to a file, once for each key: as a database would in one transaction. */
function book(string $file, string $line, string $key): void
{
    $books = fopen(getenv('PANEL_DATA') . '/' . $file, 'c+');
    flock($books, LOCK_EX);
    $known = $key !== '' && str_contains(stream_get_contents($books), $key);
    if (!$known) {
        fseek($books, 0, SEEK_END);
        fwrite($books, $key . "\t" . $line . "\n");
        fflush($books);
    }
    flock($books, LOCK_UN);
}

/** What a node reports: JSON, or 400. */
function report(string $file): void
{
    $body = file_get_contents('php://input');
    if (!is_array(json_decode($body, true))) {
        answer(400, '{"message":"The report is no JSON object."}');
        return;
    }
    book($file, $_GET['node_id'] . "\t" . $body, $_SERVER['HTTP_X_REQUEST_KEY'] ?? '');
    usleep(1000 * (int) getenv('PANEL_SLOW'));
    answer(200, '{"data":true}');
}

/** What differs between servers is asked for here. */
function oddities(string $path): void
{
    switch ($path) {
        case '/odd/seen':
            $seen = ['method' => $_SERVER['REQUEST_METHOD'], 'uri' => $_SERVER['REQUEST_URI'],
                'body' => base64_encode(file_get_contents('php://input')), 'headers' => getallheaders()];
            answer(200, json_encode($seen, JSON_INVALID_UTF8_SUBSTITUTE));
            break;
        case '/odd/headers':
            header('X-Twice: one');
            header('X-Twice: two', false);
            header('Set-Cookie: a=1; Path=/', false);
            header('Set-Cookie: b=2; Path=/', false);
            header('etag: "lower"');
            header('X-Umlaut: grün');
            header('Location: /elsewhere?x=1');
            answer((int) ($_GET['status'] ?? 200), 'odd', 'text/html; charset=UTF-8');
            break;
        case '/odd/gzip':
            header('Content-Encoding: gzip');
            answer(200, gzencode(str_repeat('a list of users. ', 100)), 'application/json;  charset="UTF-8"');
            break;
        case '/odd/nothing':
            http_response_code(204);
            break;
        case '/odd/slow':
            usleep(1000 * (int) $_GET['ms']);
            answer(200, '{"slow":true}');
            break;
        case '/odd/broken':
            // Says 100,000 bytes, sends half of them, and is gone.
            header('Content-Length: 100000');
            echo str_repeat('x', 50000);
            flush();
            break;
        case '/odd/unknown-length':
            echo 'no length is named';
            break;
        default:
            answer(404, '{"message":"There is no such call."}');
    }
}

$path = strtok($_SERVER['REQUEST_URI'], '?');
if (!hash_equals((string) getenv('PANEL_TOKEN'), (string) ($_GET['token'] ?? ''))) {
    answer(403, '{"message":"The token is wrong."}');
} elseif ($_SERVER['REQUEST_METHOD'] === 'GET' && $path === API . 'config') {
    document('{"server_port":443,"network":"tcp","tls":0,"base_config":{"push_interval":60,"pull_interval":60},"routes":[]}');
} elseif ($_SERVER['REQUEST_METHOD'] === 'GET' && $path === API . 'user') {
    document(users());
} elseif ($_SERVER['REQUEST_METHOD'] === 'GET' && $path === API . 'alivelist') {
    answer(200, '{"alive":{}}');
} elseif ($_SERVER['REQUEST_METHOD'] === 'POST' && $path === API . 'push') {
    report('traffic.tsv');
} elseif ($_SERVER['REQUEST_METHOD'] === 'POST' && $path === API . 'alive') {
    report('alive.tsv');
} else {
    oddities($path);
}
