import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { aDeclaration, aPerson, aServer, testServer, urgentAnswers } from '../../../test/support/server.ts';
import type { AreaPath } from '../../core/area.ts';
import { newId } from '../../core/client.ts';
import { findDrift } from '../statistics/index.ts';
import { aliasesAfter, type Move } from './health-area-rules.ts';
import { areaTree, findArea, loadAreas } from './index.ts';
import { findPathColumns, keptPaths } from './repath-store.ts';

const server = await aServer({ areas: '2025' });
const manager = await server.officer('38', ['manager']);
/** Three communes of Thanh Hóa in the units of 2025, which hang directly below the province. */
const communes = (await server.anonymous.get('/areas?parent=38')).body.map(({ path }: { path: string }) => path);

const owner = () => server.house.database.pools.owner;
const group = (code: string, paths: string[], by = manager, id = newId()) =>
  by.post('/areas/health-areas', { id, province: '38', code, name: `Khu vực y tế ${code}`, communes: paths });
const change = (id: string, body: object, by = manager) =>
  by.post(`/areas/health-areas/${id}/changes`, { id: newId(), ...body });
const dissolve = async ({ body }: { body: { id: string } }) => {
  const { status, body: answer } = await change(body.id, { dissolve: true });
  assert.deepEqual([status, answer.dissolved], [201, true], JSON.stringify(answer));
};
const grown = (code: string, path: string) => `38.${code}.${path.split('.')[1]}`;
const declareIn = (area: string, answers: object = urgentAnswers) =>
  aDeclaration({ person: aPerson({ area }), area, answers });

/** Every value of every text column that is one of these paths, wherever it stands. */
const whereabouts = async (paths: string[]) => {
  const columns = await owner()<{ table: string; column: string }[]>`
    select table_name as table, column_name as column from information_schema.columns
    where table_schema = 'public' and data_type in ('text', 'character varying') order by 1, 2`;
  const found: string[] = [];
  for (const { table, column } of columns) {
    const rows =
      await owner()`select from ${owner()(table)} where ${owner()(column)} = any(${paths.map((path) => `${path}.`)}) limit 1`;
    if (rows.length > 0) found.push(`${table}.${column}`);
  }
  return found;
};

test('a manager groups communes: they and all their rows get the new path, and whoever works there works on', async () => {
  const [one = '', two = '', three = ''] = communes;
  const [nurse, citizen] = [await server.officer(one), await server.citizen()];
  const sent = declareIn(one);
  assert.equal((await nurse.post('/declarations', sent)).status, 201);
  await nurse.post(`/declarations/${sent.id}/transfer`, { id: newId(), area: three, reason: 'ở đó' });
  await nurse.post('/hamlets', { id: newId(), area: one, name: 'Thôn 1' });
  await nurse.post('/stations', { id: newId(), area: one, phone: '0237 3852 111' });
  assert.deepEqual((await manager.get(`/areas/moving?communes=${one},${two}`)).body, {
    accounts: 1,
    persons: 1,
    declared: 1,
    open: 1,
  });

  const made = await group('KV01', [one, two]);
  assert.equal(made.status, 201, JSON.stringify(made.body));
  assert.deepEqual(
    [made.body.path, made.body.communes.map(({ path }: { path: string }) => path), made.body.moved > 5],
    ['38.KV01', [grown('KV01', one), grown('KV01', two)], true],
  );
  assert.deepEqual(await whereabouts([one, two]), ['area_alias.old_path', 'audit_inbox.area']);

  const children = (await server.anonymous.get('/areas?parent=38')).body;
  assert.equal(children.length, communes.length - 1);
  assert.deepEqual(
    children.find(({ path }: { path: string }) => path === '38.KV01'),
    {
      path: '38.KV01',
      code: 'KV01',
      name: 'Khu vực y tế KV01',
      level: 'district',
    },
  );
  const work = await nurse.get(`/work?area=${one}`);
  assert.deepEqual([work.status, work.body.items.length, work.body.items[0].area], [200, 1, grown('KV01', one)]);
  assert.equal((await nurse.get(`/people/${sent.person.id}`)).status, 200);
  assert.equal((await nurse.get('/me')).body.account.area, grown('KV01', one));
  assert.equal((await nurse.get(`/declarations/${sent.id}`)).body.area, grown('KV01', one));
  const [row] = await owner()`select area, area_code from declaration where id = ${sent.id}`;
  assert.deepEqual({ ...row }, { area: `${grown('KV01', one)}.`, areaCode: one.split('.')[1] });

  const later = declareIn(one);
  const declared = await citizen.post('/declarations', later);
  assert.deepEqual([declared.status, declared.body.area], [201, grown('KV01', one)]);
  const head = await server.officer('38.KV01', ['officer', 'manager']);
  assert.equal((await head.get('/declarations')).body.items.length, 2);
  const neighbour = await server.officer(three);
  assert.equal((await neighbour.get(`/work?area=${one}`)).status, 404);
  assert.equal((await change(made.body.id, { dissolve: true })).body.code, 'area.has_accounts');
  await owner()`update account set state = 'suspended' where area = '38.KV01.'`;
  await dissolve(made);
  assert.equal((await nurse.get(`/work?area=${grown('KV01', one)}`)).body.items[0].area, one);
  assert.deepEqual([...(await findDrift(owner()))], []);
});

test('to dissolve undoes it all: every row of every table is as it was', async () => {
  const [one = '', two = ''] = communes.slice(5);
  const nurse = await server.officer(one);
  await nurse.post('/declarations', declareIn(one));
  const columns = await owner().begin((db) => findPathColumns(db));
  const dump = async () => {
    const rows: string[] = [];
    for (const { table } of [{ table: 'area' }, ...columns])
      rows.push(
        ...(await owner().unsafe(`select '${table} ' || t::text as line from ${table} t order by 1`)).map(
          ({ line }) => line,
        ),
      );
    return rows;
  };
  const start = await dump();
  const made = await group('KV02', [one, two]);
  assert.notDeepEqual(await dump(), start);
  await dissolve(made);
  assert.deepEqual(await dump(), start);
  assert.equal((await nurse.get(`/work?area=${one}`)).body.items.length, 1);
  assert.deepEqual((await manager.get('/areas/health-areas?area=38')).body, []);
  assert.deepEqual((await server.anonymous.get('/areas/trail?area=38.KV02')).body.at(-1).name, 'Khu vực y tế KV02');
  assert.equal((await group('KV02', [one])).body.code, 'area.code_taken');
});

test('communes are taken in and let go, and the health area gets another name', async () => {
  const [one = '', two = '', three = ''] = communes.slice(10);
  const made = await group('TP', [one, two]);
  const changed = await change(made.body.id, { name: 'Khu vực y tế Thành phố', add: [three], remove: [one] });
  assert.equal(changed.status, 201, JSON.stringify(changed.body));
  assert.deepEqual(
    [changed.body.name, changed.body.communes.map(({ path }: { path: string }) => path)],
    ['Khu vực y tế Thành phố', [grown('TP', two), grown('TP', three)]],
  );
  assert.equal((await server.anonymous.get(`/areas/trail?area=${three}`)).body[1].name, 'Khu vực y tế Thành phố');
  assert.equal((await server.anonymous.get(`/areas/trail?area=${grown('TP', one)}`)).body.length, 2);
  assert.equal((await server.anonymous.get('/stations?area=38.TP')).body.name, 'Trung tâm Y tế khu vực Thành phố');
  assert.equal((await change(made.body.id, { remove: [two, three] })).body.code, 'area.empty');
  assert.equal((await change(made.body.id, { remove: [one] })).body.fields[0].path, 'remove.0');
  assert.equal((await change(made.body.id, { add: [two] })).body.code, 'area.grouped');
  await manager.post('/epidemic-areas', { id: newId(), area: '38.TP', from: '2026-01-01', source: 'CDC' });
  assert.equal((await change(made.body.id, { remove: [two] })).body.code, 'area.epidemic');
  assert.equal((await change(made.body.id, { dissolve: true })).body.code, 'area.epidemic');
  await owner()`delete from epidemic_area`;
  await dissolve(made);
  assert.equal((await change(made.body.id, { name: 'x' })).body.code, 'area.dissolved');
});

test('who may: the manager or administrator of the province or above, nobody else', async () => {
  const [one = ''] = communes.slice(15);
  const asked = async (area: string, roles: string[]) =>
    (await group('KVX', [one], await server.officer(area, roles))).status;
  assert.equal((await group('KVX', [one], server.anonymous)).status, 401);
  assert.equal(await asked('38', ['officer', 'leader']), 403);
  assert.equal(await asked(one, ['manager', 'administrator']), 404);
  assert.equal(await asked('01', ['manager']), 404);
  const id = newId();
  const made = await group('KVX', [one], await server.officer('38', ['administrator']), id);
  assert.equal(made.status, 201);
  assert.equal((await change(id, { dissolve: true }, await server.officer('01', ['manager']))).status, 404);
  assert.equal((await (await server.officer(one, ['manager'])).get('/areas/health-areas?area=38')).status, 404);
  assert.equal(
    (await (await server.officer(one, ['manager'])).get(`/areas/moving?communes=${communes[3]}`)).status,
    404,
  );
  await dissolve(made);
});

test('what cannot be grouped is refused with its field', async () => {
  const [one = '', two = ''] = communes.slice(20);
  const refused = async (over: object) => {
    const body = { id: newId(), province: '38', code: 'KV9', name: 'Khu vực', communes: [one], ...over };
    const { status, body: answer } = await manager.post('/areas/health-areas', body);
    return `${status} ${answer.code} ${answer.fields?.map(({ path }: { path: string }) => path)}`;
  };
  assert.equal(await refused({ code: '14755' }), '400 request.invalid code');
  assert.equal(await refused({ code: 'kv1' }), '400 request.invalid code');
  assert.equal(await refused({ communes: [] }), '400 request.invalid communes');
  assert.equal(await refused({ name: ' ' }), '400 request.invalid name');
  assert.equal(await refused({ province: one, communes: [two] }), '422 area.not_province province');
  assert.equal(await refused({ communes: [one, '01.00004'] }), '422 area.unknown communes.1');
  assert.equal(await refused({ communes: ['38'] }), '422 area.not_commune communes.0');
  const made = await group('KV9', [one]);
  assert.equal(await refused({ code: 'KV8' }), '409 area.grouped communes.0');
  assert.equal(await refused({ communes: [two] }), '409 area.code_taken code');
  await dissolve(made);
});

test('the same request twice, and twenty at once, group once', async () => {
  const [one = '', two = ''] = communes.slice(25);
  const id = newId();
  const answers = await Promise.all(Array.from({ length: 20 }, () => group('KV20', [one, two], manager, id)));
  assert.deepEqual(answers.map(({ status }) => status).sort(), [...Array<number>(19).fill(200), 201]);
  assert.equal(new Set(answers.map(({ body }) => JSON.stringify(body))).size, 1);
  assert.equal(
    (await group('KV20', [one, two], await server.officer('38', ['manager']), id)).body.code,
    'record.conflict',
  );
  await dissolve({ body: { id } });
});

test('while people declare, nothing is lost and nothing stays at the old path', async () => {
  const [one = '', two = ''] = communes.slice(30);
  const citizens = await Promise.all(Array.from({ length: 8 }, () => server.citizen()));
  const state = { made: undefined as Awaited<ReturnType<typeof group>> | undefined };
  const flood = citizens.map(async (citizen, i) => {
    const sent: string[] = [];
    while (!state.made || sent.length < 10) {
      const declaration = declareIn(i % 2 ? one : two);
      const { status } = await citizen.post('/declarations', {
        ...declaration,
        person: { ...declaration.person, relation: sent.length ? 'family' : 'self', birthYear: 2020 },
      });
      assert.equal(status, 201);
      sent.push(declaration.id);
    }
    return sent;
  });
  state.made = await group('KV30', [one, two]);
  assert.equal(state.made.status, 201);
  const sent = (await Promise.all(flood)).flat();
  await server.job('areas stray rows');
  const rows = await owner()`select area from declaration where id = any(${sent}::uuid[])`;
  assert.equal(rows.length, sent.length);
  assert.ok(rows.every(({ area }) => area.startsWith('38.KV30.')));
  assert.deepEqual(
    (await whereabouts([one, two])).filter((column) => !column.startsWith('a')),
    [],
  );
  assert.deepEqual([...(await findDrift(owner()))], []);
  await dissolve(state.made);
  assert.deepEqual([...(await findDrift(owner()))], []);
});

test('a row that another server still wrote to the old path follows; counters add up, a newer station replaces the older', async () => {
  const [one = ''] = communes.slice(40);
  const made = await group('KV40', [one]);
  const citizen = await server.citizen();
  await citizen.post('/declarations', declareIn(one));
  await owner()`update declaration set area = ${`${one}.`} where area = ${`${grown('KV40', one)}.`}`;
  await owner()`
    insert into commune_day select ${`${one}.`}, day, 2, 1, 0, 0, 0, 0, 0, 0 from commune_day where area = ${`${grown('KV40', one)}.`}`;
  await owner()`insert into station (area, phone) values (${`${grown('KV40', one)}.`}, '+84237111'), (${`${one}.`}, '+84237222')`;
  await server.job('areas stray rows');
  const counters = await owner()`select declared, urgent from commune_day where area = ${`${grown('KV40', one)}.`}`;
  assert.deepEqual(
    counters.map((row) => ({ ...row })),
    Array(2).fill({ declared: 3, urgent: 2 }),
  );
  assert.equal((await server.anonymous.get(`/stations?area=${one}`)).body.phone, '+84237222');
  assert.deepEqual(
    (await whereabouts([one])).filter((column) => !/^(area_alias|audit)/.test(column)),
    [],
  );
  await owner()`update area_alias set at = at - interval '1 hour'`;
  await server.job('areas stray rows');
  assert.equal((await owner()`select from area_alias where settled_at is null`).length, 0);
  await owner()`delete from commune_day where area like '38.KV40.%'`;
  await owner()`delete from declaration where area like '38.KV40.%'`;
  await dissolve(made);
});

test('another server of the same database knows a new path when it is asked for it', async () => {
  const [one = ''] = communes.slice(45);
  /** A house of its own: what is remembered is remembered by the house. */
  const other = { ...server.house };
  assert.equal((await areaTree(other)).find(`${one}.` as AreaPath)?.path, `${one}.`);
  const made = await group('KV45', [one]);
  await new Promise((resolve) => setTimeout(resolve, 1_100));
  assert.equal((await findArea(other, `${grown('KV45', one)}.` as AreaPath))?.code, one.split('.')[1]);
  assert.equal((await areaTree(other)).find(`${one}.` as AreaPath)?.path, `${grown('KV45', one)}.`);
  await dissolve(made);
});

test('a stay declared at the old path still lies in an epidemic area that is listed by the new one', async () => {
  const [one = '', two = ''] = communes.slice(60);
  const citizen = await server.citizen();
  const today = new Date(server.clock.now().getTime() + 7 * 3_600_000).toISOString().slice(0, 10);
  const sent = declareIn(one, { symptoms: [], exposures: [], conditions: [], places: [{ area: two, from: today }] });
  assert.equal((await citizen.post('/declarations', sent)).body.triage.level, 'clear');
  const made = await group('KV60', [one, two]);
  await manager.post('/epidemic-areas', { id: newId(), area: two, from: today, source: 'CDC' });
  await server.job('declarations re-judge');
  const { body } = await citizen.get(`/declarations/${sent.id}`);
  assert.deepEqual([body.triage.level, body.triage.reasons], ['risk', [`stay.epidemic_area:${grown('KV60', two)}`]]);
  await dissolve(made);
});

test('areas load again keeps the health areas', async () => {
  const [one = '', two = ''] = communes.slice(50);
  const made = await group('KV50', [one, two]);
  const again = await loadAreas(owner(), '2025');
  assert.deepEqual([again.changed, again.problems.filter(({ code }) => code === 'unit.not_in_source')], [0, []]);
  assert.equal((await server.anonymous.get('/areas?parent=38.KV50')).body.length, 2);
  await owner()`delete from commune_day`;
  await dissolve(made);
});

test('every column that holds a path is found by its collation: a new table cannot be forgotten', async () => {
  const found = (await owner().begin((db) => findPathColumns(db))).map(({ table, column }) => `${table}.${column}`);
  const named = await owner()<{ name: string; type: string; partition: boolean }[]>`
    select c.relname || '.' || a.attname as name, format_type(a.atttypid, null) as type, c.relispartition as partition
    from pg_attribute a join pg_class c on c.oid = a.attrelid
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
      and a.attname ~ '(^|_)(area|areas|path|paths|province|commune|communes)$'`;
  const known = new Set([...found, ...keptPaths]);
  const forgotten = named.filter(({ name, partition }) => !partition && !known.has(name));
  assert.deepEqual(forgotten, [], 'make the column text collate "C", or name it in keptPaths with its reason');
  const lists = named.filter(({ type }) => type.endsWith('[]'));
  assert.deepEqual(lists, [], 'a list of paths in one column is not moved');
  for (const name of [
    'account.area',
    'declaration.area',
    'work_item.transfer_to',
    'transfer.judge_area',
    'commune_day.area',
    'area_population.area',
    'focal_point.area',
  ])
    assert.ok(found.includes(name), name);
});

test('an old path leads to today in one step, whatever the order of moves', () => {
  const commune = fc.constantFrom('1', '2', '3');
  const parents = fc.constantFrom('38.', '38.A.', '38.B.');
  fc.assert(
    fc.property(fc.array(fc.tuple(commune, parents), { maxLength: 12 }), (steps) => {
      const at = new Map<string, string>();
      const been = new Map<string, Set<string>>();
      let aliases: ReadonlyMap<AreaPath, AreaPath> = new Map();
      for (const [code, parent] of steps) {
        const old = at.get(code) ?? `38.${code}.`;
        const next = `${parent}${code}.`;
        been.set(code, (been.get(code) ?? new Set()).add(old));
        if (old === next) continue;
        at.set(code, next);
        aliases = aliasesAfter(aliases, [{ old, new: next } as Move]);
      }
      for (const [code, paths] of been) {
        const now = at.get(code) ?? `38.${code}.`;
        assert.ok(!aliases.has(now as AreaPath));
        for (const path of paths) assert.equal(aliases.get(path as AreaPath) ?? path, now);
      }
    }),
  );
});

test('where communes have a district nothing is grouped', async () => {
  const districts = await testServer();
  try {
    const by = await districts.officer('38', ['manager']);
    const { body } = await group('KV01', ['38.380.14755'], by);
    assert.deepEqual([body.code, body.fields[0].path], ['area.has_district', 'communes.0']);
  } finally {
    await districts.stop();
  }
});
