import { connect } from '../../src/core/db.ts';
import { cpuMicros } from './cpu.ts';
import type { Served } from './served.ts';

/** What the same rows cost without us: all at once into an equal table, and one insert a commit. CPU µs a row; inserts a second. */
export const limits = async (served: Served, table: 'declaration' | 'visit', rows: number) => {
  const database = connect(served.databaseUrl, 8);
  const from = database(table);
  await database`create table bench_copy (like ${from} including all)`;
  const before = cpuMicros(served.pids);
  await database`insert into bench_copy select * from ${from} limit ${rows}`;
  const copy = (cpuMicros(served.pids) - before) / rows;
  const sample = await database<{ id: string }[]>`select id from ${from} limit 3000`;
  await database`create table bench_insert (like ${from} including all)`;
  const begun = performance.now();
  await Promise.all(sample.map(({ id }) => database`insert into bench_insert select * from ${from} where id = ${id}`));
  const inserts = sample.length / ((performance.now() - begun) / 1000);
  await database.end();
  return { copyMicros: Number(copy.toFixed(1)), insertCommitPerSecond: Math.round(inserts) };
};
