// The official Node.js driver over TLS: takes a certificate of its authority for the right name, no other, and no plain text; prints ok.
import assert from 'node:assert';
import { MongoClient } from 'mongodb';

const [right, wrong, authority] = process.argv.slice(2);
const using = async (port, options, action) => {
  const client = new MongoClient(`mongodb://127.0.0.1:${port}/?serverSelectionTimeoutMS=10000`, options);
  try {
    return await action(client.db('test').collection('things'));
  } finally {
    await client.close();
  }
};
const write = things => things.insertMany([{ _id: 'a' }, { _id: 'b', text: 'x'.repeat(100_000) }]);
const refused = (port, options, reason) => assert.rejects(
  using(port, { ...options, serverSelectionTimeoutMS: 2000 }, write), e => reason.test(String(e)));

assert.strictEqual((await using(right, { tls: true, tlsCAFile: authority }, write)).insertedCount, 2);
assert.strictEqual(await using(right, { tls: true, tlsCAFile: authority }, things => things.countDocuments()), 2);
await refused(wrong, { tls: true, tlsCAFile: authority }, /altnames|does not match/i);
await refused(right, { tls: true }, /self-signed|certificate/i);
await refused(right, {}, /closed|ECONNRESET|hang up/i);
console.log('ok');
