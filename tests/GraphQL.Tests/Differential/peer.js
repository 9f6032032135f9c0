// The reference implementation, run by the differential tests as `peer.js 16` or `peer.js 17`: one line of JSON in, one line out.
// In: { sdl, rows, cases: [{ query, operationName, variables }] }. Out: [{ phase, data, paths, message, payloads }] or { fault }.
// Payloads are there where version 17 delivers incrementally; the data is that of the first then.
// In, version 17 only: { before, after }. Out: [{ kind, severity, coordinate, description }].
// In: { introspect }, a schema. Out: [the data of its introspection].
'use strict';
const readline = require('node:readline');
const version = process.argv[2];
const { buildSchema, introspectionFromSchema, parse, validate, execute, experimentalExecuteIncrementally } = require(version === '17' ? 'graphql-17' : 'graphql');

function schemaOf(sdl) {
  const schema = buildSchema(sdl);
  const code = schema.getType('Code');
  if (code) {
    const read = (value) => {
      if (typeof value !== 'string' || !/^[A-Z]+$/.test(value)) throw new Error('no code');
      return value;
    };
    code.parseValue = read;
    code.serialize = read;
    code.coerceInputValue = read;
    code.coerceOutputValue = read;
    code.coerceInputLiteral = (node) => read(node.kind === 'StringValue' ? node.value : null);
    code.parseLiteral = (node) => read(node.kind === 'StringValue' ? node.value : null);
  }
  return schema;
}

// A value as canonical text: members in the order of their names.
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    return `{${Object.keys(value).sort().map((key) => `${key}:${canonical(value[key])}`).join(',')}}`;
  }
  return typeof value === 'string' ? `'${value}'` : String(value);
}

function resolved(value, rows) {
  if (Array.isArray(value)) return value.map((item) => resolved(item, rows));
  if (value === null || typeof value !== 'object') return value;
  return '$error' in value ? new Error(value.$error) : rows[value.$row];
}

async function answer(schema, rows, request) {
  let document;
  try {
    // Version 17 takes empty selection sets unless told not to; the text has none (2.5 Selection Sets).
    document = parse(request.query, { allowEmptySelectionSets: false });
  } catch (error) {
    return { phase: 'syntax', message: error.message };
  }
  let faults;
  try {
    faults = validate(schema, document);
  } catch (error) {
    return { phase: 'fault', message: error.stack };
  }
  if (faults.length > 0) return { phase: 'validation', message: faults.map((fault) => fault.message).join(' | ') };
  const outcome = await (version === '17' ? experimentalExecuteIncrementally : execute)({
    schema,
    document,
    operationName: request.operationName,
    variableValues: request.variables,
    typeResolver: (value) => value.__typename,
    fieldResolver: (source, args, _, info) => {
      if (info.fieldName.startsWith('echo')) return canonical(args);
      const row = info.parentType === schema.getQueryType() ? rows[0] : info.parentType === schema.getMutationType() ? rows[1] : source;
      return resolved(row[info.fieldName], rows);
    },
  });
  const payloads = [];
  let result = outcome;
  if ('initialResult' in outcome) {
    result = outcome.initialResult;
    payloads.push(result);
    for await (const payload of outcome.subsequentResults) payloads.push(payload);
  }
  const errorsOf = (part) => [...(part.errors ?? []), ...[...(part.incremental ?? []), ...(part.completed ?? [])].flatMap(errorsOf)];
  const messages = (payloads.length > 0 ? payloads : [result]).flatMap(errorsOf).map((error) => error.message).join(' | ');
  if (!('data' in result)) return { phase: 'request', message: messages };
  return { phase: 'executed', data: result.data, paths: (result.errors ?? []).map((error) => error.path ?? []), message: messages, payloads };
}

// Descriptions hold the coordinate of the element; where they name a second element too, its place depends on the kind.
const coordinates = {
  TYPE_REMOVED_FROM_UNION: /union type (\S+)\.$/,
  TYPE_ADDED_TO_UNION: /union type (\S+)\.$/,
  IMPLEMENTED_INTERFACE_ADDED: /implemented by (\S+)\.$/,
  IMPLEMENTED_INTERFACE_REMOVED: /^(\S+) no longer/,
  DIRECTIVE_LOCATION_REMOVED: /from (\S+)\.$/,
  DIRECTIVE_LOCATION_ADDED: /to (\S+)\.$/,
  DIRECTIVE_REPEATABLE_REMOVED: /from (\S+)\.$/,
  DIRECTIVE_REPEATABLE_ADDED: /to (\S+)\.$/,
};
const first = /^(?:Standard scalar |Directive |A required argument |An optional argument |A required field |An optional field |Argument |Field |Enum value )?(\S+) (?:was|has|changed|added|defaultValue)/;

function changes(before, after) {
  const { buildSchema, findSchemaChanges, BreakingChangeType, DangerousChangeType } = require('graphql-17');
  const schemas = [before, after].map((sdl) => buildSchema(sdl, { assumeValidSDL: true }));
  return findSchemaChanges(...schemas)
    .filter((change) => change.type !== 'DESCRIPTION_CHANGED')
    .map(({ type, description }) => {
      const place = (coordinates[type] ?? first).exec(description);
      if (!place) throw new Error(`no coordinate in: ${type} ${description}`);
      const severity = type in BreakingChangeType ? 'BREAKING' : type in DangerousChangeType ? 'DANGEROUS' : 'SAFE';
      return { kind: type, severity, coordinate: place[1], description };
    });
}

readline.createInterface({ input: process.stdin }).on('line', async (line) => {
  let out;
  try {
    const { sdl, rows, cases, before, after, introspect } = JSON.parse(line);
    if (introspect) {
      out = [introspectionFromSchema(buildSchema(introspect), { specifiedByUrl: true, schemaDescription: true, inputValueDeprecation: true, directiveIsRepeatable: true, oneOf: true })];
    } else if (before) {
      out = changes(before, after);
    } else {
      const schema = schemaOf(sdl);
      out = [];
      for (const request of cases) out.push(await answer(schema, rows, request));
    }
  } catch (error) {
    out = { fault: error.stack };
  }
  process.stdout.write(`${JSON.stringify(out)}\n`);
});
