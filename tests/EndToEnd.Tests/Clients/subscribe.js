'use strict';
// Subscribes over one WebSocket to each document given, and prints the first answer of each as one JSON array.
// usage: subscribe.js URL DOCUMENT...
const WebSocket = require('ws');
const { createClient } = require('graphql-ws');

const [url, ...documents] = process.argv.slice(2);
const client = createClient({ url: url.replace('http', 'ws'), webSocketImpl: WebSocket, retryAttempts: 0 });

const first = (query) => new Promise((resolve, reject) => {
  const stop = client.subscribe({ query }, {
    next: (answer) => { resolve(answer); stop(); },
    error: reject,
    complete: () => reject(new Error(`The stream ended before anything was told: ${query}`)),
  });
});

(async () => {
  console.log(JSON.stringify(await Promise.all(documents.map(first))));
  await client.dispose();
})().catch((e) => { console.error(e); process.exit(1); });
