// The schema and the data that every server of the benchmark answers from.
import { readFileSync } from "node:fs";

export const typeDefs = readFileSync(new URL("schema.graphql", import.meta.url), "utf8");

export function resolvers(file) {
  const projects = JSON.parse(readFileSync(file, "utf8"));
  return { Query: { projects: (_, { first }) => projects.slice(0, first) } };
}
