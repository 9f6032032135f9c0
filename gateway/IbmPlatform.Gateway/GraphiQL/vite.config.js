import { defineConfig } from 'vite';

// The gateway serves the bundle below /graphiql/ and the page itself at /graphql.
export default defineConfig({
  logLevel: 'error',
  base: '/graphiql/',
  build: {
    outDir: '../wwwroot/graphiql',
    emptyOutDir: true,
    chunkSizeWarningLimit: 8000,
    modulePreload: { polyfill: false },
  },
  worker: { format: 'es' },
});
