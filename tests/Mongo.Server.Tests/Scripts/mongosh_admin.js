// Walks what an administrator asks a server for: each helper answers, or is refused by MongoDB's code; prints ok.
const assert = require('assert');
const refused = (codes, action) => {
  let error;
  try {
    action();
  } catch (e) {
    error = e;
  }
  assert.ok(error, `expected a refusal by ${codes}: ${action}`);
  assert.ok([codes].flat().includes(error.code), `${action}: ${error.code} ${error}`);
};
const admin = db.getSiblingDB('admin');
db.dropDatabase();
db.things.insertMany([{ _id: 1, n: 1 }, { _id: 2, n: 2 }, { _id: 3, n: 2 }]);
db.things.createIndex({ n: 1 }, { name: 'n', comment: 'kept by nobody' }, 1);
db.things.createIndexes([{ at: 1 }], { expireAfterSeconds: 60 }, 'majority');

for (const what of ['dbs', 'databases', 'collections', 'tables', 'users', 'roles', 'log', 'logs', 'profile'])
  show(what);
for (const answered of [
  () => db.stats(), () => db.stats(1024), () => db.serverStatus(), () => db.hello(), () => db.isMaster(), () => db.version(), () => db.serverBuildInfo(),
  () => db.serverBits(), () => db.hostInfo(), () => db.serverCmdLineOpts(), () => db.getCollectionInfos(), () => db.getCollectionNames(), () => db.listCommands(),
  () => db.getUsers(), () => db.getRoles({ showBuiltinRoles: true }), () => db.getRole('read'), () => db.setProfilingLevel(0), () => db.getProfilingStatus(),
  () => db.adminCommand({ connPoolStats: 1 }), () => admin.runCommand({ fsync: 1 }), () => db.killOp(1_000_000),
  () => db.things.stats(), () => db.things.stats({ scale: 1024, indexDetails: true }), () => db.things.dataSize(), () => db.things.storageSize(), () => db.things.totalSize(),
  () => db.things.totalIndexSize(), () => db.things.validate(), () => db.things.validate({ full: true }), () => db.things.getIndexes(), () => db.things.getIndexKeys(),
  () => db.things.isCapped(), () => db.things.estimatedDocumentCount(), () => db.things.reIndex(), () => db.getMongo().getDBNames(),
  () => db.things.explain('executionStats').find({ n: 2 }).next(), () => db.things.find({ n: 2 }).explain('executionStats'), () => db.things.explain('executionStats').count({ n: 2 }),
  () => db.things.explain('executionStats').distinct('n'), () => db.things.explain('executionStats').aggregate([{ $match: { n: 2 } }]),
  () => db.things.explain('executionStats').update({ n: 2 }, { $set: { m: 1 } }), () => db.things.explain('executionStats').remove({ n: 2 }),
  () => db.things.explain('executionStats').findAndModify({ query: { n: 2 }, update: { $set: { m: 1 } } }),
  () => db.things.explain('executionStats').findOneAndDelete({ n: 2 }),
  () => db.adminCommand({ getParameter: '*' }), () => db.adminCommand({ getLog: '*' }),
])
  assert.notStrictEqual(answered(), undefined, String(answered));
assert.strictEqual(db.things.countDocuments({ m: { $exists: true } }), 0);
assert.strictEqual(db.getRole('read').isBuiltin, true);
assert.strictEqual(db.things.find({ n: 2 }).explain('executionStats').executionStats.nReturned, 2);
assert.ok(db.currentOp().inprog.some(operation => operation.ns.startsWith('admin')));
assert.ok(admin.aggregate([{ $currentOp: { allUsers: true } }, { $match: { active: true } }]).toArray().length > 0);

assert.strictEqual(db.things.renameCollection('renamed').ok, 1);
refused(48, () => { db.createCollection('other'); db.renamed.renameCollection('other'); });
assert.strictEqual(db.renamed.renameCollection('other', true).ok, 1);
assert.strictEqual(db.runCommand({ collMod: 'other', index: { keyPattern: { at: 1 }, expireAfterSeconds: 90 } }).expireAfterSeconds_new.toNumber(), 90);
assert.strictEqual(db.other.getIndexes().find(i => i.name === 'at_1').expireAfterSeconds, 90);

refused(238, () => db.other.hideIndex('n'));
refused(238, () => db.setProfilingLevel(1));
refused(238, () => db.fsyncLock());
refused(238, () => db.rotateCertificates());
refused(238, () => db.other.latencyStats().next());
refused(238, () => db.other.convertToCapped(1000));
refused(238, () => db.createRole({ role: 'r', privileges: [], roles: [] }));
refused(238, () => db.createView('v', 'other', []));
refused(238, () => db.createCollection('c', { capped: true, size: 1000 }));
refused(238, () => db.createCollection('c', { validator: { $jsonSchema: {} } }));
refused(238, () => db.other.mapReduce(function () { emit(1, 1); }, function () { return 1; }, { out: { inline: 1 } }));
refused([76, 238], () => rs.status());
refused([76, 238], () => rs.initiate());
refused([76, 238], () => rs.stepDown());
refused([76, 238], () => rs.freeze(1));
refused(72, () => db.adminCommand({ setParameter: 1, logLevel: 1 }));
for (const command of ['compact', 'top', 'logRotate', 'lockInfo', 'startSession', 'replSetGetConfig'])
  refused([76, 238], () => admin.runCommand({ [command]: 1 }));
for (const sharded of [() => sh.status(), () => sh.addShard('x'), () => sh.enableSharding('test')]) {
  let failed = false;
  try {
    sharded();
  } catch (e) {
    failed = true;
  }
  assert.ok(failed, String(sharded));
}

db.createUser({ user: 'ann', pwd: 'x', roles: ['read'] });
assert.strictEqual(db.dropAllUsers().n, 1);
assert.strictEqual(db.dropDatabase().dropped, 'test');
print('ok');
