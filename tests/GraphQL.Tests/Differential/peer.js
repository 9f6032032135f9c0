// The reference implementation, run by the differential tests: one line of JSON in, one line out.
// In: { sdl, rows, cases: [{ query, operationName, variables }] }. Out: [{ phase, data, paths, message }] or { fault }.
'use strict';
const readline = require('node:readline');
const { buildSchema, parse, validate, execute } = require('graphql');

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

function answer(schema, rows, request) {
  let document;
  try {
    document = parse(request.query);
  } catch (error) {
    return { phase: 'syntax', message: error.message };
  }
  const faults = validate(schema, document);
  if (faults.length > 0) return { phase: 'validation', message: faults.map((fault) => fault.message).join(' | ') };
  const result = execute({
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
  const messages = (result.errors ?? []).map((error) => error.message).join(' | ');
  if (!('data' in result)) return { phase: 'request', message: messages };
  return { phase: 'executed', data: result.data, paths: (result.errors ?? []).map((error) => error.path ?? []), message: messages };
}

readline.createInterface({ input: process.stdin }).on('line', (line) => {
  let out;
  try {
    const { sdl, rows, cases } = JSON.parse(line);
    const schema = schemaOf(sdl);
    out = cases.map((request) => answer(schema, rows, request));
  } catch (error) {
    out = { fault: error.stack };
  }
  process.stdout.write(`${JSON.stringify(out)}\n`);
});
