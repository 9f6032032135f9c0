// The official Node.js driver: connects, writes, reads, pages, aggregates and provokes errors; prints ok.
import assert from 'node:assert';
import { MongoClient } from 'mongodb';

const client = new MongoClient(`mongodb://127.0.0.1:${process.argv[2]}/?serverSelectionTimeoutMS=10000`);
await client.connect();
const db = client.db('test');
const things = db.collection('things');
assert.deepStrictEqual((await client.db('admin').admin().listDatabases()).databases.map(d => d.name), ['test']);
assert.deepStrictEqual(await things.findOne({ _id: 1 }), { _id: 1, name: 'from .NET' });
await things.insertMany([{ _id: 2, n: [1, 2] }, { _id: 3, n: 5 }]);
assert.strictEqual(await things.createIndex({ n: -1 }), 'n_-1');
assert.deepStrictEqual((await things.indexes()).map(i => i.name), ['_id_', 'n_-1']);
const bulk = await things.bulkWrite([
  { insertOne: { document: { _id: 4, n: 7 } } },
  { updateOne: { filter: { _id: 3 }, update: { $inc: { n: 1 } } } },
  { replaceOne: { filter: { _id: 9 }, replacement: { n: 9 }, upsert: true } },
  { deleteOne: { filter: { _id: 9 } } },
]);
assert.deepStrictEqual([bulk.insertedCount, bulk.modifiedCount, bulk.upsertedCount, bulk.deletedCount], [1, 1, 1, 1]);
const ids = [];
for await (const thing of things.find({ n: { $gte: 2 } }).sort({ n: -1 }).batchSize(1)) ids.push(thing._id);
assert.deepStrictEqual(ids, [4, 3, 2]);
assert.deepStrictEqual(await things.aggregate([{ $group: { _id: null, c: { $sum: 1 } } }]).toArray(), [{ _id: null, c: 4 }]);
assert.strictEqual((await things.findOneAndUpdate({ _id: 4 }, { $set: { n: 8 } }, { returnDocument: 'after' })).n, 8);
assert.deepStrictEqual(await things.distinct('n', { _id: 2 }), [1, 2]);
await assert.rejects(things.insertOne({ _id: 1 }), e => e.code === 11000 && e.keyPattern._id === 1);
await assert.rejects(things.insertMany([{ _id: 5 }, { _id: 5 }, { _id: 6 }], { ordered: false }), e => e.result.insertedCount === 2);
await assert.rejects(db.command({ frobnicate: 1 }), e => e.code === 59);
await assert.rejects(things.find({ a: { $frob: 1 } }).toArray(), e => e.code === 2);
assert.strictEqual((await things.deleteMany({ _id: { $gt: 3 } })).deletedCount, 3);
assert.strictEqual(await things.countDocuments(), 3);
await client.close();

// Packed messages, in both directions.
const packing = new MongoClient(`mongodb://127.0.0.1:${process.argv[2]}/?compressors=zlib`);
const packed = packing.db('test').collection('packedByNode');
await packed.insertMany(Array.from({ length: 200 }, (_, n) => ({ _id: n, text: 'x'.repeat(10000) })));
assert.ok((await packed.find().toArray()).every(d => d.text.length === 10000));
await packing.close();
console.log('ok');
