'use strict';
// Runs one client against a server and prints what it was told, one JSON value a line.
// usage: clients.js ws|sse-distinct|sse-single URL
const WebSocket = require('ws');
const ws = require('graphql-ws');
const sse = require('graphql-sse');

const [transport, url] = process.argv.slice(2);
const told = [];
const say = (what, value) => told.push({ what, value });

const connect = {
  ws: () => ws.createClient({
    url: url.replace('http', 'ws'),
    webSocketImpl: WebSocket,
    connectionParams: { token: 'ann' },
    retryAttempts: 0,
    on: { ping: (received) => say('ping', received), closed: (e) => say('closed', e.code) },
  }),
  'sse-distinct': () => sse.createClient({ url, singleConnection: false, retryAttempts: 0, headers: { 'X-User': 'ann' } }),
  'sse-single': () => sse.createClient({ url, singleConnection: true, retryAttempts: 0, headers: { 'X-User': 'ann' } }),
}[transport];

const all = (client, payload) => new Promise((resolve) => {
  const values = [];
  client.subscribe(payload, {
    next: (value) => values.push(value),
    error: (e) => resolve({ values, error: Array.isArray(e) ? e.map((x) => x.message) : String(e) }),
    complete: () => resolve({ values }),
  });
});

// Starts a subscription that lasts, and resolves with its stop once its first value is there.
const started = (client, id, onNext) => new Promise((resolve, reject) => {
  const stop = client.subscribe({ query: 'subscription($id: String!) { hold(id: $id) }', variables: { id } }, {
    next: (value) => { onNext(value); resolve(stop); },
    error: reject,
    complete: () => onNext('complete'),
  });
});

(async () => {
  const client = connect();
  say('query', await all(client, { query: 'query($n: String) { greet(name: $n) }', variables: { n: 'Озеро' } }));
  say('mutation', await all(client, { query: 'mutation { touch }' }));
  say('subscription', await all(client, { query: 'subscription Count($to: Int!) { count(to: $to) }', operationName: 'Count', variables: { to: 3 } }));
  say('user', await all(client, { query: 'subscription { whoami }' }));
  say('invalid', await all(client, { query: 'subscription { nothing }' }));
  say('failing', await all(client, { query: 'subscription { failing }' }));

  // Two at a time; stopping one leaves the other alone.
  const first = [], second = [];
  const stopFirst = await started(client, `${transport}-first`, (v) => first.push(v));
  const stopSecond = await started(client, `${transport}-second`, (v) => second.push(v));
  stopFirst();
  const push = (id) => all(client, { query: 'mutation($id: String!) { push(id: $id) }', variables: { id } });
  let closed;
  do closed = await all(client, { query: 'query($id: String!) { closed(id: $id) }', variables: { id: `${transport}-first` } });
  while (!closed.values[0].data.closed);
  await push(`${transport}-second`);
  while (second.length < 2) await new Promise((r) => setTimeout(r, 10));
  say('second', second);
  stopSecond();
  await client.dispose();
  console.log(JSON.stringify(told));
})().catch((e) => { console.error(e); process.exit(1); });
