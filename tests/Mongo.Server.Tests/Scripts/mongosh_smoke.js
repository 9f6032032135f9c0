// Connects, lists databases, reads, writes and provokes an error; prints ok.
const assert = require('assert');
// The shell's arrays come from another realm: they are compared by what they hold.
const same = (actual, expected) => assert.strictEqual(JSON.stringify(actual), JSON.stringify(expected));
same(db.adminCommand({ listDatabases: 1 }).databases.map(d => d.name), ['test']);
same(db.getCollectionNames(), ['things']);
assert.strictEqual(db.things.findOne({ _id: 1 }).name, 'from .NET');
assert.strictEqual(db.things.insertMany([{ _id: 2, n: [1, 2] }, { _id: 3, n: 5 }]).acknowledged, true);
db.things.createIndex({ n: -1 });
same(db.things.find({ n: { $gte: 2 } }).sort({ n: -1 }).toArray().map(d => d._id), [3, 2]);
assert.strictEqual(db.things.find({ n: 5 }).explain().queryPlanner.winningPlan.inputStage.stage, 'IXSCAN');
assert.strictEqual(db.things.explain('executionStats').aggregate([{ $match: { n: 5 } }, { $count: 'c' }]).stages[0].$cursor.executionStats.nReturned, 1);
assert.strictEqual(db.things.updateOne({ _id: 3 }, { $inc: { n: 1 } }).modifiedCount, 1);
assert.strictEqual(db.things.countDocuments(), 3);
assert.strictEqual(db.things.stats().count, 3);
assert.ok(db.things.totalIndexSize() > 0);
const bulk = db.bulk.bulkWrite([
  ...Array.from({ length: 50 }, (_, n) => ({ insertOne: { document: { _id: n, n: n % 5 } } })),
  { updateMany: { filter: { n: 4 }, update: { $set: { n: 3 } } } },
  { replaceOne: { filter: { _id: 99 }, replacement: { n: 9 }, upsert: true } },
  { deleteOne: { filter: { _id: 0 } } },
]);
same([bulk.insertedCount, bulk.modifiedCount, bulk.upsertedCount, bulk.deletedCount], [50, 10, 1, 1]);
const cursor = db.bulk.find().sort({ _id: 1 }).batchSize(7);
let read = 0;
while (cursor.hasNext())
  read += cursor.next()._id > 0 ? 1 : 0;
assert.strictEqual(read, 50);
same(db.bulk.aggregate([{ $group: { _id: '$n', c: { $sum: 1 } } }, { $sort: { _id: 1 } }]).toArray().map(d => d.c), [9, 10, 10, 20, 1]);
assert.strictEqual(db.bulk.deleteMany({ n: 3 }).deletedCount, 20);
db.bulk.drop();
let duplicate = 0;
try {
  db.things.insertOne({ _id: 1 });
} catch (e) {
  duplicate = e.code;
}
assert.strictEqual(duplicate, 11000);
let unknown = 0;
try {
  db.runCommand({ frobnicate: 1 });
} catch (e) {
  unknown = e.code;
}
assert.strictEqual(unknown, 59);
print('ok');
