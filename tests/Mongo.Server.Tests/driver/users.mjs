// The official Node.js driver: logs in by both mechanisms, and is refused with a wrong password and beyond a role; prints ok.
import assert from 'node:assert';
import { MongoClient } from 'mongodb';

const connect = (user, password, mechanism) => new MongoClient(
  `mongodb://${user}:${encodeURIComponent(password)}@127.0.0.1:${process.argv[2]}/?authSource=admin&serverSelectionTimeoutMS=10000${mechanism ? `&authMechanism=${mechanism}` : ''}`);
const using = async (client, action) => {
  try {
    return await action(client.db('test').collection('things'));
  } finally {
    await client.close();
  }
};

for (const mechanism of [undefined, 'SCRAM-SHA-256', 'SCRAM-SHA-1']) {
  await using(connect('ann', 'secret', mechanism), things => things.insertOne({ by: mechanism ?? 'default' }));
  await assert.rejects(using(connect('ann', 'Secret', mechanism), things => things.findOne()), e => e.code === 18);
  await assert.rejects(using(connect('nobody', 'secret', mechanism), things => things.findOne()), e => e.code === 18);
}
// One password, typed in two ways: SASLprep makes them the same, SCRAM-SHA-1 does not.
for (const password of ['pa\u0301ss\u2168', 'p\u00e1ssIX'])
  assert.strictEqual(await using(connect('eva', password, 'SCRAM-SHA-256'), things => things.countDocuments()), 3);
assert.strictEqual(await using(connect('eva', 'pa\u0301ss\u2168', 'SCRAM-SHA-1'), things => things.countDocuments()), 3);
await assert.rejects(using(connect('eva', 'passIX', 'SCRAM-SHA-256'), things => things.findOne()), e => e.code === 18);
assert.strictEqual(await using(connect('bob', 'word'), things => things.countDocuments()), 3);
await assert.rejects(using(connect('bob', 'word'), things => things.insertOne({})), e => e.code === 13);
await assert.rejects(using(new MongoClient(`mongodb://127.0.0.1:${process.argv[2]}`), things => things.findOne()), e => e.code === 13);
console.log('ok');
