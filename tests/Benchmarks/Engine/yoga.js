// graphql-yoga on Node's own HTTP server: node yoga.js PORT DATA
import { createServer } from "node:http";
import { createSchema, createYoga } from "graphql-yoga";
import { resolvers, typeDefs } from "./data.js";

const [port, data] = process.argv.slice(2);
const yoga = createYoga({ schema: createSchema({ typeDefs, resolvers: resolvers(data) }), logging: false, graphiql: false });
const server = createServer(yoga);
// Node closes connections after 5 s without a request, which a client that waits its turn on a busy machine can reach.
server.keepAliveTimeout = 72_000;
server.listen(Number(port), "127.0.0.1");
