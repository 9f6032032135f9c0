// Runs the audits of graphql-http against the URL given, and writes one JSON line for each: { id, name, status, reason }.
import { auditServer } from 'graphql-http';

const results = await auditServer({ url: process.argv[2] });
for (const { id, name, status, ...rest } of results) {
  console.log(JSON.stringify({ id, name, status, reason: rest.reason ?? null }));
}
