// A panel without a library, as somebody might write one in Node.js: HTTP and WebSocket on one port. It is right, unless
// the environment names a mistake in BUG; then it makes that one and no other. Prints its port when it listens.
'use strict';
const { createHash } = require('crypto');
const http = require('http');

const BUG = process.env.BUG || '';
const KNOWN = new Set();
const bug = (name) => (KNOWN.add(name), BUG === name);
const TOKEN = 'node-token';
const API = '/api/v1/server/UniProxy/';
const TEXT = 1, BINARY = 2, CLOSE = 8, PING = 9, PONG = 10;
const later = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

// ---------------------------------------------------------------------------------------------------- the node's API

const CONFIG = { server_port: 443, network: 'tcp', base_config: { push_interval: 60, pull_interval: 60 } };
const USERS = { users: [{ id: 1, uuid: 'u-1', speed_limit: 0, device_limit: 0 }] };

function json(status, value, headers) {
  return { status, headers: { 'Content-Type': 'application/json', ...headers }, body: JSON.stringify(value) };
}

function isRight(token, method, inMessage) {
  if (bug('token-ignored')) return true;
  if (bug('token-ignored-for-post') && method === 'POST') return true;
  if (bug('token-absent') && token === null) return true;
  if (bug('token-prefix')) return (token || '').startsWith(TOKEN);
  if (bug('token-only-in-message')) return inMessage.get('token') === TOKEN;
  if (bug('token-from-message') && inMessage.get('token') === TOKEN) return true;
  return token === TOKEN;
}

function conditional(request, tag, value) {
  const condition = request.ifNoneMatch;
  if (bug('condition-empty-refused') && request.message && condition === '') return json(400, { message: 'If-None-Match' });
  const matches = bug('condition-always') ? condition !== undefined && condition !== '' : condition === tag;
  if (bug('condition-never') || !matches) {
    const name = bug('etag-case') ? 'Etag' : 'ETag';
    return json(200, value, bug('etag-missing') ? {} : { [name]: tag });
  }
  return { status: 304, headers: { ETag: tag }, body: bug('not-modified-body') ? JSON.stringify(value) : '' };
}

function handle(request) {
  const inMessage = new URLSearchParams(request.messageQuery || '');
  if (!isRight(request.query.get('token'), request.method, inMessage)) return json(403, { message: 'wrong token' });
  const call = decodeURIComponent(request.path).replace(API, '');
  const node = bug('node-from-message') ? inMessage.get('node_id') || '1' : request.query.get('node_id');
  const port = 442 + Number(node);
  if (bug('http-differs') && request.message && call === 'config') return conditional(request, '"c"', { ...CONFIG, server_port: 1 });
  if (request.method === 'GET') {
    if (call === 'config') return conditional(request, '"c' + node + '"', { ...CONFIG, server_port: bug('port-string') ? '443' : port });
    if (call === 'user') return conditional(request, '"u"', bug('users-strings') ? { users: ['a', 'b'] } : USERS);
    if (call === 'alivelist') return json(200, { alive: bug('alive-array') ? [] : { 1: 2 } });
  }
  if (request.method === 'POST' && (call === 'push' || call === 'alive')) {
    return json(200, bug('push-false') ? { data: false } : { data: true });
  }
  if (bug('error-page') && request.message) {
    return { status: 404, headers: { 'Content-Type': 'text/html' }, body: '<!DOCTYPE html><title>404</title>' };
  }
  return json(404, { message: 'no such call' });
}

// ------------------------------------------------------------------------------------------------------------ frames

function frame(opcode, payload, fin = true, extra = 0) {
  const body = Buffer.isBuffer(payload) ? payload : Buffer.from(payload);
  let head;
  if (body.length < 126 && !bug('length-too-long')) {
    head = Buffer.from([0, body.length]);
  } else if (body.length < 65536) {
    head = Buffer.from([0, 126, body.length >> 8, body.length & 255]);
  } else {
    head = Buffer.alloc(10);
    head[1] = 127;
    head.writeBigUInt64BE(BigInt(body.length), 2);
  }
  head[0] = (fin ? 0x80 : 0) | extra | opcode;
  if (!bug('frame-masked')) return Buffer.concat([head, body]);
  head[1] |= 0x80;
  return Buffer.concat([head, Buffer.alloc(4), body]);
}

class Connection {
  constructor(socket, url, head) {
    Object.assign(this, { socket, url, buffer: Buffer.alloc(0), chunks: [], size: 0, needed: 0, rested: 0, parts: [], count: 0, queue: Promise.resolve() });
    this.query = url.searchParams;
    this.condition = head['if-none-match'];
    this.write = (bytes) => socket.writable && socket.write(bytes);
    socket.setNoDelay(true);
    socket.on('error', () => socket.destroy());
    socket.on('data', (data) => this.read(data));
    if (bug('welcome')) this.write(frame(TEXT, JSON.stringify({ status: 200, headers: {}, body: '' })));
    if (bug('ping-fragmented')) this.write(Buffer.concat([frame(PING, 'a', false), frame(0, 'b')]));
    if (bug('ping-long')) this.write(frame(PING, 'x'.repeat(200)));
    if (bug('frame-500-mb')) this.write(Buffer.from([0x81, 127, 0, 0, 0, 0, 0x1d, 0xcd, 0x65, 0]));
    if (bug('clock')) this.every(10, () => this.write(frame(TEXT, '{"time":1}')));
    if (bug('rest-message')) this.every(100, () => ++this.rested === 20 && this.write(frame(TEXT, '{"type":"ping"}')));
    if (bug('rest-closed')) socket.setTimeout(1500, () => socket.destroy());
    if (bug('pong-required')) {
      this.pongs = 1;
      this.every(900, () => (this.pongs-- > 0 ? this.write(frame(PING, '')) : socket.destroy()));
    }
  }

  every(ms, task) {
    const timer = setInterval(task, ms);
    this.socket.on('close', () => clearInterval(timer));
  }

  read(data) {
    this.rested = 0;
    this.chunks.push(data);
    this.size += data.length;
    if (this.size < this.needed && !bug('frame-is-a-chunk')) return;
    this.buffer = bug('frame-is-a-chunk') ? data : Buffer.concat(this.chunks);
    this.needed = 0;
    for (let next = this.next(); next; next = this.next()) this.take(next);
    [this.chunks, this.size] = [[this.buffer], this.buffer.length];
  }

  next() {
    const b = this.buffer;
    if (b.length < 2) return null;
    let length = b[1] & 127, at = 2;
    if (length === 126 && b.length >= 4) [length, at] = [b.readUInt16BE(2), 4];
    else if (length === 127 && b.length >= 10) [length, at] = [Number(b.readBigUInt64BE(2)), 10];
    else if (length > 125) return null;
    if (length > (bug('limit-512-kb') ? 512 << 10 : 16 << 20)) return this.close(1009);
    if (b.length < at + 4 + length) {
      this.needed = at + 4 + length;
      return null;
    }
    const payload = Buffer.from(b.subarray(at + 4, at + 4 + length));
    for (let i = 0; i < length; i++) payload[i] ^= b[at + (i & 3)];
    this.buffer = bug('second-frame-lost') ? Buffer.alloc(0) : b.subarray(at + 4 + length);
    return { fin: b[0] > 127, opcode: b[0] & 15, payload };
  }

  take({ fin, opcode, payload }) {
    if (opcode === CLOSE) {
      if (bug('goodbye-unanswered')) return;
      this.write(frame(CLOSE, bug('close-1005') ? Buffer.from([3, 0xed]) : payload));
      return this.socket.end();
    }
    if (opcode === PING) {
      if (bug('ping-ends-message')) this.parts = [];
      if (bug('ping-unanswered')) return;
      return this.write(frame(PONG, bug('pong-empty') ? '' : payload));
    }
    this.pongs = 1;
    if (opcode === PONG && !bug('pong-is-message')) return;
    if (opcode === BINARY) return this.close(1003);
    if (bug('fragments-apart')) return this.message(payload.toString());
    if (bug('fragments-decoded') && payload.toString().includes('\ufffd')) return this.close(1007);
    this.parts.push(payload);
    if (!fin) return;
    const whole = Buffer.concat(this.parts);
    this.parts = [];
    this.message(whole.toString());
  }

  close(code) {
    this.write(frame(CLOSE, Buffer.from([code >> 8, code & 255])));
    this.socket.end();
    this.buffer = Buffer.alloc(0);
    return null;
  }

  // ------------------------------------------------------------------------------------------------------ messages

  /** Without an id one after another; with one, side by side. */
  message(text) {
    this.count++;
    let parsed = {};
    try {
      parsed = JSON.parse(text);
    } catch (e) {
      // Answered with 400.
    }
    parsed.first = this.count === 1;
    const id = /"id":(\d+)/.exec(text);
    this.lastId = id && id[1];
    if (id) (this.ids = this.ids || {})[Number(id[1])] = id[1];
    if (bug('same-id-once') && id && this.open === id[1]) return;
    this.open = id && id[1];
    const work = () => this.answer(parsed, id && id[1]);
    const apart = bug('order-of-completion') || bug('order-two-at-once') || (id && !bug('ids-one-by-one'));
    this.withIds = this.withIds || id;
    if (bug('ids-mixed-order') && this.withIds && !id) later(Math.random() * 3).then(work);
    else if (apart) bug('order-two-at-once') ? this.two(work) : work();
    else this.queue = this.queue.then(work);
  }

  two(work) {
    this.lanes = this.lanes || [Promise.resolve(), Promise.resolve()];
    this.lane = ((this.lane || 0) + 1) % 2;
    this.lanes[this.lane] = this.lanes[this.lane].then(work);
  }

  async answer(message, id) {
    if (bug('order-of-completion') || bug('order-two-at-once')) await later(Math.random() * 3);
    if (bug('ids-of-the-last') || bug('ids-in-a-double')) await later(1);
    if (bug('ids-one-by-one') && /user/.test(message.path)) await later(150);
    if (this.socket.destroyed) return;
    const reply = this.reply(message);
    if (!reply) return;
    let sentId = bug('ids-of-the-last') ? this.lastId : id;
    if (bug('id-double') && id) sentId = String(Number(id));
    if (bug('id-string') && id) sentId = '"' + id + '"';
    if (bug('ids-in-a-double') && id) sentId = this.ids[Number(id)];
    if (bug('id-missing')) sentId = null;
    if (bug('id-zero') && !id) sentId = '0';
    if (bug('id-counted') && id) sentId = String(this.count);
    this.send(reply, sentId);
    if (bug('answer-twice')) this.send(reply, sentId);
    if (bug('ended-after-50') && this.count === 50) this.close(1000);
    if (bug('ended-after-each')) this.close(1000);
  }

  reply(message) {
    if (typeof message.path !== 'string' || typeof message.method !== 'string') return json(400, { message: 'no request' });
    if (bug('crash-non-ascii') && /[^\x00-\x7f]/.test(message.path)) process.exit(1);
    if (bug('headers-required')) message.headers['Accept'][0].trim();
    let [path, messageQuery] = message.path.split('?');
    if (bug('query-is-path') && messageQuery) path = message.path;
    if (bug('first-by-url') && message.first) path = this.url.pathname;
    if (bug('always-by-url')) path = this.url.pathname;
    if (bug('unknown-unanswered') && !/config|user|alive|push/.test(path)) return null;
    let [condition] = (message.headers && message.headers[bug('condition-lower-case') ? 'if-none-match' : 'If-None-Match']) || [];
    if (bug('condition-of-handshake')) condition = condition || this.condition;
    try {
      path = decodeURI(path) === path ? encodeURI(path) : path;
      return handle({ message: true, method: message.method, path, messageQuery, query: this.query, ifNoneMatch: condition });
    } catch (e) {
      return json(400, { message: 'bad path' });
    }
  }

  send({ status, headers, body }, id) {
    const arrays = {};
    for (const [name, value] of Object.entries(headers)) {
      arrays[bug('header-lower-case') && name !== 'ETag' ? name.toLowerCase() : name] = bug('header-strings') ? value : [value];
    }
    if (bug('hop-by-hop')) arrays.Connection = ['keep-alive'];
    let base64 = Buffer.from(body).toString('base64');
    if (bug('base64-url')) base64 = base64.replace(/\+/g, '-').replace(/\//g, '_').replace(/=/g, '');
    if (bug('body-plain')) base64 = body;
    const shown = bug('status-string') ? '"' + status + '"' : bug('status-float') ? status + '.0' : status;
    const name = bug('member-case') ? 'Status' : 'status';
    let text = '{' + (id ? '"id":' + id + ',' : '') + '"' + name + '":' + shown + ',"headers":' + JSON.stringify(arrays)
      + ',"body":' + JSON.stringify(base64) + '}';
    if (bug('member-twice')) text = text.replace('{', '{"headers":{},');
    if (bug('status-missing')) text = text.replace('"status"', '"code"');
    if (bug('bom')) text = '\ufeff' + text;
    if (bug('encoded-twice')) text = JSON.stringify(text);
    const to = bug('newest-connection') ? Connection.newest : this;
    if (bug('frame-text-text')) return to.write(Buffer.concat([frame(TEXT, text.slice(0, 9), false), frame(TEXT, text.slice(9))]));
    if (bug('frame-continuation')) return to.write(frame(0, text));
    if (bug('frame-reserved')) return to.write(frame(TEXT, text, true, 0x40));
    // As it may: in two fragments, a ping between them.
    if (bug('right-fragments')) return to.write(Buffer.concat([frame(TEXT, text.slice(0, 9), false), frame(PING, 'p'), frame(0, text.slice(9))]));
    to.write(frame(bug('binary') ? BINARY : TEXT, text));
  }
}

// --------------------------------------------------------------------------------------------------------------- HTTP

const server = http.createServer((request, response) => {
  const url = new URL(request.url, 'http://panel');
  const parts = [];
  request.on('data', (part) => parts.push(part));
  request.on('end', () => {
    const { status, headers, body } = handle({
      method: request.method, path: url.pathname, query: url.searchParams, ifNoneMatch: request.headers['if-none-match'],
    });
    response.writeHead(status, headers);
    response.end(body);
  });
});

let connected = 0;
server.on('upgrade', (request, socket, rest) => {
  const url = new URL(request.url, 'ws://panel');
  const refuse = (status) => socket.end('HTTP/1.1 ' + status + ' No\r\nContent-Length: 17\r\nConnection: close\r\n\r\n'
    + '{"message":"no!"}');
  socket.on('error', () => socket.destroy());
  const accepted = bug('token-ignored-for-post') || bug('token-from-message') || bug('token-only-in-message')
    || isRight(url.searchParams.get('token'), 'GET', new URLSearchParams());
  if (!accepted || request.headers.origin) return refuse(bug('token-refused-with-401') ? 401 : 403);
  if (bug('upgrade-path') && !url.pathname.endsWith('config')) return refuse(404);
  if (bug('upgrade-prefix') && !url.pathname.startsWith('/api/')) return refuse(404);
  if (bug('upgrade-304') && request.headers['if-none-match'] === '"c1"') return refuse(304);
  if (bug('one-connection') && connected > 0) return refuse(409);
  connected++;
  socket.on('close', () => connected--);
  const guid = bug('accept-wrong') ? '258EAFA5-E914-47DA-95CA-C5AB0DC85B10' : '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
  socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: '
    + createHash('sha1').update(request.headers['sec-websocket-key'] + guid).digest('base64') + '\r\n'
    + (bug('extension') ? 'Sec-WebSocket-Extensions: permessage-deflate\r\n' : '')
    + (bug('subprotocol') ? 'Sec-WebSocket-Protocol: node\r\n' : '')
    + (bug('content-length') ? 'Content-Length: 0\r\n' : '')
    + (bug('cookie') ? 'Set-Cookie: session=1\r\n' : '') + '\r\n');
  Connection.newest = new Connection(socket, url, request.headers);
  if (rest.length) Connection.newest.read(rest);
});

process.on('uncaughtException', (e) => {
  if (!bug('headers-required')) throw e;
});
process.on('unhandledRejection', () => {});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
process.stdin.resume().on('end', () => process.exit(0)); // Ends with whoever has started it.
