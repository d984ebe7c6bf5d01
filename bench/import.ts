import { setTimeout as sleep } from 'node:timers/promises';
import { newId } from '../src/core/client.ts';
import { connect } from '../src/core/db.ts';
import { readAreas } from '../src/features/areas/source.ts';
import { somebodyBeside } from './support/beside.ts';
import { cpuMicros } from './support/cpu.ts';
import { population, seeded } from './support/population.ts';
import { type Served, startServed } from './support/served.ts';

const largest = Number(process.env.BENCH_SIZE ?? 100_000);
const sizes = largest > 10_000 ? [10_000, largest] : [largest];

const headings = 'STT,Họ và tên,Ngày sinh,Giới tính,Số điện thoại,Số CCCD,Huyện,Xã,Thôn,Địa chỉ,Thường trú,Quốc tịch';

/** A list as an office keeps it: names of units in words, zeros lost before numbers, one row in fifty wrong. */
const listOf = async (rows: number, seed: number): Promise<Buffer> => {
  const { somebody } = await population(seed);
  const random = seeded(seed + 1);
  const { units } = await readAreas('2021');
  const names = new Map(units.map(({ path, name }) => [path, name]));
  const digits = (count: number) => String(Math.floor(random() * 10 ** count)).padStart(count, '0');
  const lines = Array.from({ length: rows }, (_, at) => {
    const { fullName, birthYear, sex, area } = somebody();
    const day = `${1 + Math.floor(random() * 28)}/${random() < 0.02 ? 13 : 1 + Math.floor(random() * 12)}/${birthYear}`;
    const century = (birthYear < 2000 ? 0 : 2) + (sex === 'male' ? 0 : 1);
    const card = `38${century}${String(birthYear).slice(2)}${digits(6)}`;
    const district = names.get(area.split('.').slice(0, 2).join('.').concat('.'));
    return [
      at + 1,
      fullName,
      day,
      sex === 'male' ? 'Nam' : 'Nữ',
      `9${digits(8)}`,
      card,
      district,
      names.get(area),
      `Thôn ${1 + Math.floor(random() * 9)}`,
      'đường Lê Lợi',
      'Thanh Hóa',
      'Việt Nam',
    ].join(',');
  });
  return Buffer.from(`\uFEFF${headings}\r\n${lines.join('\r\n')}\r\n`);
};

const call = async (served: Served, method: string, path: string, body?: Buffer | object) => {
  const isFile = Buffer.isBuffer(body);
  const response = await fetch(`http://127.0.0.1:${served.port}/api/v1${path}`, {
    method,
    headers: {
      authorization: `Bearer ${served.tokens[0]}`,
      ...(body && { 'content-type': isFile ? 'application/octet-stream' : 'application/json' }),
    },
    ...(body && { body: isFile ? new Uint8Array(body) : JSON.stringify(body) }),
  });
  const reply = await response.json();
  if (!response.ok) throw new Error(`${path}: ${JSON.stringify(reply)}`);
  return reply;
};

const phase = async (served: Served, id: string, act: string, body: object) => {
  const begun = performance.now();
  await call(served, 'POST', `/imports/${id}/${act}`, { id: newId(), ...body });
  for (;;) {
    const { state, counts } = await call(served, 'GET', `/imports/${id}`);
    if (state === 'failed') throw new Error('the import failed');
    if (state !== 'checking' && state !== 'applying') return { seconds: (performance.now() - begun) / 1000, counts };
    await sleep(50);
  }
};

/** The same sealed rows into equal tables by the database alone. */
const bareInsert = async (served: Served, rows: number) => {
  const database = connect(served.databaseUrl, 1);
  await database`drop table if exists bench_person, bench_place`;
  await database`create table bench_person (like person including all)`;
  await database`create table bench_place (like person_area including all)`;
  const [begun, cpu] = [performance.now(), cpuMicros(served.pids)];
  await database`with newest as (select * from person order by created_at desc limit ${rows}) insert into bench_person select * from newest`;
  await database`insert into bench_place select * from person_area where person_id in (select id from bench_person)`;
  const seconds = (performance.now() - begun) / 1000;
  const micros = (cpuMicros(served.pids) - cpu) / rows;
  await database.end();
  return { seconds, micros };
};

const importOnce = async (served: Served, rows: number, seed: number, say: (line: string) => void) => {
  const file = await listOf(rows, seed);
  const [begun, cpu] = [performance.now(), cpuMicros(served.pids)];
  const stop = somebodyBeside(served);
  const id = newId();
  const { mapping } = await call(served, 'POST', `/imports?id=${id}&kind=people&name=bench.csv`, file);
  const uploaded = (performance.now() - begun) / 1000;
  const check = await phase(served, id, 'check', { mapping });
  const apply = await phase(served, id, 'apply', {});
  const seconds = (performance.now() - begun) / 1000;
  const cpuPerRow = (cpuMicros(served.pids) - cpu) / rows;
  const beside = await stop();
  const bare = await bareInsert(served, apply.counts.new);
  const figures = {
    rows,
    megabytes: Number((file.length / 1e6).toFixed(1)),
    seconds: Number(seconds.toFixed(1)),
    uploadSeconds: Number(uploaded.toFixed(1)),
    checkSeconds: Number(check.seconds.toFixed(1)),
    applySeconds: Number(apply.seconds.toFixed(1)),
    perSecond: Math.round(rows / seconds),
    cpuMicros: Math.round(cpuPerRow),
    beside,
    counts: apply.counts,
    bareSeconds: Number(bare.seconds.toFixed(2)),
    bareMicros: Math.round(bare.micros),
  };
  say(JSON.stringify(figures));
  return figures;
};

/** Lists of people, sent, checked row by row and applied; p50 and p99 are of searches beside it. */
export const run = async (say: (line: string) => void) => {
  const served = await startServed({ mode: 'batched', officers: [{ area: '38', roles: ['officer'] }] });
  const results = [];
  for (const [i, size] of sizes.entries()) results.push(await importOnce(served, size, 7 + i, say));
  await served.stop();
  const [small] = results;
  const large = results.at(-1);
  if (!small || !large) throw new Error('no size');
  return {
    n: large.rows,
    seconds: large.seconds,
    perSecond: large.perSecond,
    cpuMicros: large.cpuMicros,
    p50: large.beside.p50,
    p99: large.beside.p99,
    slowestBeside: large.beside.slowest,
    baseline: Math.round(large.counts.new / large.bareSeconds),
    baselineMicros: large.bareMicros,
    ratio: Number((large.cpuMicros / large.bareMicros).toFixed(1)),
    growth: Number((large.cpuMicros / small.cpuMicros).toFixed(2)),
    small,
    large,
  };
};
