import { parseArgs } from 'node:util';

/** `npm run bench -- <name> [--json]`: figure, baseline measured in the same run, ratio. */
const benches: Record<
  string,
  () => Promise<{ run: (say: (line: string) => void) => Promise<Record<string, unknown>> }>
> = {
  ingest: () => import('./ingest.ts'),
  worklist: () => import('./worklist.ts'),
  statistics: () => import('./statistics.ts'),
  search: () => import('./search.ts'),
  export: () => import('./export.ts'),
  import: () => import('./import.ts'),
  start: () => import('./start.ts'),
  visits: () => import('./visits.ts'),
  tracing: () => import('./tracing.ts'),
  chain: () => import('./chain.ts'),
};

const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: { type: 'boolean' } } });
const [name = ''] = positionals;
const load = benches[name];
if (!load) {
  process.stderr.write(`npm run bench -- <${Object.keys(benches).join(' | ')}> [--json]\n`);
  process.exit(2);
}
const bench = await load();
const figures = { name, ...(await bench.run((line) => process.stderr.write(`${line}\n`))) };
if (values.json) process.stdout.write(`${JSON.stringify(figures)}\n`);
else
  for (const [key, value] of Object.entries(figures))
    process.stdout.write(`${key.padEnd(22)} ${typeof value === 'object' ? JSON.stringify(value) : value}\n`);
process.exit(0);
