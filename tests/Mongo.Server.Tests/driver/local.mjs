// The Node.js driver by a Unix domain socket: node local.mjs PATH
import assert from 'node:assert/strict';
import { MongoClient } from 'mongodb';

const client = new MongoClient(`mongodb://${encodeURIComponent(process.argv[2])}/`, { serverSelectionTimeoutMS: 10000 });
try {
  const things = client.db('test').collection('things');
  await Promise.all(Array.from({ length: 20 }, (_, n) => things.insertOne({ _id: n })));
  assert.deepEqual((await things.find({ _id: { $gte: 18 } }).sort({ _id: 1 }).toArray()).map(thing => thing._id), [18, 19]);
  console.log('ok');
} finally {
  await client.close();
}
