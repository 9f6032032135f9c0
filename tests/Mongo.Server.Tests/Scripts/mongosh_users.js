// Makes the first user by the exception for this machine, logs in, manages users and is refused what is not granted; prints ok.
const assert = require('assert');
const refused = (code, action) => {
  let error;
  try {
    action();
  } catch (e) {
    error = e;
  }
  assert.ok(error, `expected the error ${code}`);
  assert.strictEqual(error.code, code, String(error));
};
const admin = db.getSiblingDB('admin');
refused(13, () => db.things.findOne());
refused(13, () => db.createUser({ user: 'eve', pwd: 'x', roles: ['read'] }));
admin.createUser({ user: 'ann', pwd: 'secret', roles: ['root'] });
refused(13, () => admin.createUser({ user: 'eve', pwd: 'x', roles: ['root'] }));
refused(18, () => admin.auth('ann', 'Secret'));
assert.strictEqual(admin.auth('ann', 'secret').ok, 1);
db.things.insertOne({ _id: 1 });
db.createUser({ user: 'bob', pwd: 'word', roles: ['read'], customData: { team: 'b' } });
refused(51003, () => db.createUser({ user: 'bob', pwd: 'word', roles: [] }));
refused(31, () => db.createUser({ user: 'carl', pwd: 'word', roles: ['clusterAdmin'] }));
assert.strictEqual(db.getUser('bob').customData.team, 'b');
assert.strictEqual(db.getUsers().users.length, 1);
const as = (user, pwd) => new Mongo(`mongodb://${user}:${pwd}@${db.getMongo()._uri.match(/127[.]0[.]0[.]1:\d+/)[0]}/test`).getDB('test');
const bob = as('bob', 'word');
assert.strictEqual(bob.things.countDocuments(), 1);
refused(13, () => bob.things.insertOne({}));
db.grantRolesToUser('bob', ['readWrite']);
assert.strictEqual(bob.things.insertOne({ _id: 2 }).acknowledged, true);
db.updateUser('bob', { pwd: 'new', roles: ['read'] });
refused(13, () => bob.things.insertOne({}));
refused(18, () => as('bob', 'word').things.findOne());
assert.strictEqual(as('bob', 'new').things.countDocuments(), 2);
refused(13, () => admin.getCollection('system.users').findOne());
assert.strictEqual(db.dropUser('bob').ok, 1);
refused(13, () => bob.things.findOne());
refused(11, () => db.updateUser('bob', { roles: [] }));
print('ok');
