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
