// Answers one case a line, by mingo: { kind, documents, … } in relaxed Extended JSON; gives { result } or { error }.
import { createInterface } from 'node:readline';
import { EJSON } from 'bson';
import * as mingo from 'mingo';

function run(task, line) {
  switch (task.kind) {
    case 'find': {
      const cursor = mingo.find(task.documents, task.filter, task.projection ?? {});
      return (task.sort ? cursor.sort(task.sort) : cursor).all();
    }
    case 'update':
      mingo.updateOne(task.documents, {}, task.update, { arrayFilters: task.arrayFilters ?? [], cloneMode: 'deep' });
      return task.documents;
    case 'aggregate':
      // Stages may change what they get: what they look up elsewhere is a copy.
      return mingo.aggregate(task.documents, task.pipeline, { collectionResolver: (name) => (name === 'things' ? EJSON.parse(line, { relaxed: true }).documents : []) });
    default:
      throw new Error(`unknown kind ${task.kind}`);
  }
}

function answer(line) {
  try {
    return EJSON.stringify({ result: run(EJSON.parse(line, { relaxed: true }), line) }, { relaxed: true });
  } catch (error) {
    return JSON.stringify({ error: String(error?.message ?? error) });
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(answer(line) + '\n');
}
