// Reads one answer in parts: `clients.js meros|sse|apollo URL QUERY`. Prints a JSON list of what came. After the first part it opens the
// gate that the deferred field waits at: a part that were held back would never come.
'use strict';
const http = require('node:http');

const [, , client, url, query] = process.argv;
const openGate = () => fetch(new URL('/open', url), { method: 'POST' });

async function viaMeros() {
  const { meros } = require('meros/node');
  const response = await new Promise((resolve, reject) => {
    const request = http.request(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'multipart/mixed, application/json', 'accept-encoding': 'gzip' },
    }, resolve);
    request.on('error', reject);
    request.end(JSON.stringify({ query }));
  });
  const told = [];
  for await (const part of await meros(response)) {
    if (!part.json) throw new Error(`A part is no JSON: ${part.body}`);
    told.push(part.body);
    if (told.length === 1) await openGate();
  }
  return told;
}

async function viaServerSentEvents() {
  const { createClient } = require('graphql-sse');
  const told = [];
  for await (const result of createClient({ url }).iterate({ query })) {
    told.push(result);
    if (told.length === 1) await openGate();
  }
  return told;
}

async function viaApollo() {
  const { ApolloClient, HttpLink, InMemoryCache, gql } = require('@apollo/client');
  const { GraphQL17Alpha9Handler } = require('@apollo/client/incremental');
  const apollo = new ApolloClient({ link: new HttpLink({ uri: url }), cache: new InMemoryCache(), incrementalHandler: new GraphQL17Alpha9Handler() });
  const told = [];
  await new Promise((resolve, reject) => {
    const subscription = apollo.watchQuery({ query: gql(query) }).subscribe({
      next(result) {
        if (result.error) reject(result.error);
        if (!result.data) return;
        if (JSON.stringify(result.data) !== JSON.stringify(told.at(-1))) told.push(result.data);
        if (told.length === 1) openGate();
        if (!result.loading && result.dataState === 'complete') {
          subscription.unsubscribe();
          resolve();
        }
      },
      error: reject,
    });
  });
  return told;
}

const clients = { meros: viaMeros, sse: viaServerSentEvents, apollo: viaApollo };
clients[client]().then(
  (told) => { console.log(JSON.stringify(told)); process.exit(0); },
  (error) => { console.error(error); process.exit(1); });
