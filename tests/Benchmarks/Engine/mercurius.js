// mercurius on fastify, each query compiled by graphql-jit from its second execution on: node mercurius.js PORT DATA
import Fastify from "fastify";
import mercurius from "mercurius";
import { resolvers, typeDefs } from "./data.js";

const [port, data] = process.argv.slice(2);
const app = Fastify({ logger: false });
app.register(mercurius, { schema: typeDefs, resolvers: resolvers(data), jit: 1, graphiql: false });
await app.listen({ port: Number(port), host: "127.0.0.1" });
