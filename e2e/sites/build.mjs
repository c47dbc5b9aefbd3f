// Bundles the page scripts of the look-alike sites, with the real editor libraries, into .built/.
import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const pages = ['linkedin-sdui', 'linkedin-ember', 'x', 'never-read'];

await build({
  entryPoints: pages.map((page) => ({ in: at(`src/${page}/main.js`), out: page })),
  outdir: at('../../.built'),
  bundle: true,
  minify: true,
  jsx: 'automatic',
  target: 'es2022',
  loader: { '.js': 'jsx', '.woff2': 'file' },
  publicPath: '/.built',
  // Draft.js was written for a time when every bundler gave these two
  define: { global: 'globalThis', 'process.env.NODE_ENV': '"production"' },
  logLevel: 'warning',
});
