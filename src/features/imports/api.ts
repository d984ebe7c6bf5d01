import { handlers } from '../../core/api.ts';
import { type AreaPath, isWithin } from '../../core/area.ts';
import { cursorOf, positionOf } from '../../core/cursor.ts';
import { type Db, scopeOf } from '../../core/db.ts';
import type { House } from '../../core/house.ts';
import { type Actor, mustBeAble } from '../../core/permission.ts';
import { fail } from '../../core/problem.ts';
import { mustBeCommune, mustFindArea } from '../areas/index.ts';
import { auditReading } from './audit.ts';
import { imports } from './contract.ts';
import { openFile, openImport, previewOf, readList, sealFile, sealImport } from './file.ts';
import { recordList } from './recording.ts';
import { languageOf, rowsApi } from './rows.ts';
import { fates, hasBegun, hindrance, isOpen, isWorking, type Mapping, missingFields } from './rules.ts';
import type { Runner } from './runner.ts';
import * as store from './store.ts';
import { sendTemplate } from './template.ts';

const verb = 'import.write';

const noCounts = Object.fromEntries(fates.map((fate) => [fate, 0])) as Record<(typeof fates)[number], number>;

const show = (house: House, row: store.ImportRow) => ({
  id: row.id,
  kind: row.kind,
  name: openImport(house.keys, row).name,
  area: row.area,
  defaultArea: row.defaultArea,
  state: row.state,
  encoding: row.encoding,
  rows: row.rowCount,
  done: row.done,
  isWaiting: isWorking(row.state) && row.runner === null,
  counts: { ...noCounts, ...row.counts },
  isChecked: row.checkedAt !== null,
  isKept: row.emptiedAt === null,
  by: row.byName,
  at: row.at,
  changedAt: row.changedAt,
  checkedAt: row.checkedAt,
  appliedAt: row.appliedAt,
  problem: row.problem,
});

const checkColumns = (kind: store.ImportRow['kind'], mapping: Mapping, header: readonly string[]): void => {
  const missing = missingFields(kind, mapping);
  if (missing.length > 0)
    fail(
      'sheet.column_missing',
      missing.map((field) => ({ path: `mapping.${field}`, code: 'field.missing' })),
    );
  const columns = Object.entries(mapping);
  const wrong = columns.filter(([, column]) => column >= header.length);
  const twice = columns.filter(([field, column]) => columns.some(([other, same]) => other < field && same === column));
  const faults = [
    ...wrong.map(([field]) => ({ path: `mapping.${field}`, code: 'column.range' })),
    ...twice.map(([field]) => ({ path: `mapping.${field}`, code: 'column.twice' })),
  ];
  if (faults.length > 0) fail('request.invalid', faults);
};

export const importsApi = (house: House, runner: Runner) => {
  const { keys, database } = house;
  const within =
    (actor: Actor) =>
    <T>(work: (db: Db) => Promise<T>): Promise<T> =>
      database.within(scopeOf(actor), work);

  const mine = (actor: Actor, row: store.ImportRow | undefined): store.ImportRow => {
    const found = row ?? fail('record.missing');
    mustBeAble(actor, verb, found.area);
    return found;
  };
  const find = async (db: Db, actor: Actor, id: string) => mine(actor, await store.findImport(db, id));
  const lock = async (db: Db, actor: Actor, id: string) => mine(actor, await store.lockImport(db, id));
  const kept = (row: store.ImportRow): store.ImportRow => (row.emptiedAt === null ? row : fail('import.emptied'));

  const readKept = async (actor: Actor, id: string, encoding: store.ImportRow['encoding'] | undefined) => {
    const { row, pieces } = await within(actor)(async (db) => ({
      row: kept(await find(db, actor, id)),
      pieces: await store.findPieces(db, id),
    }));
    const sheet = await readList(await openFile(keys, id, pieces), encoding ?? row.encoding);
    return { row, preview: previewOf(row.kind, sheet) };
  };

  const save = async (db: Db, row: store.ImportRow, change: Partial<store.ImportRow>) => {
    await store.saveImport(db, row.id, change);
    return show(house, { ...row, ...change });
  };

  return handlers(imports, {
    'POST /imports': async ({ query, body, actor, now, settle }) => {
      const area: AreaPath = query.area ?? actor.area;
      mustBeAble(actor, verb, area);
      // A list of the whole nation would be in nobody's area: the third belt holds no row of ''.
      if (area === '') fail('request.invalid', [{ path: 'area', code: 'field.missing' }]);
      const unit = await mustFindArea(house, area);
      const preview = previewOf(query.kind, await readList(body, query.encoding));
      const pieces = await sealFile(keys, query.id, body);
      return settle(async ({ db, note }) => {
        const { id, kind, name } = query;
        const by = { account: actor.account, name: actor.name };
        await recordList(house, db, { id, kind, name, unit, by, now, preview, pieces });
        note({ id: query.id, kind: query.kind, rows: preview.rows });
        return { id: query.id, kind: query.kind, ...preview };
      });
    },

    'GET /imports': async ({ query, actor, db }) => {
      const area = query.area ?? actor.area;
      mustBeAble(actor, verb, area);
      const rows = await store.listImports(db, { area, after: positionOf(query.after), limit: query.limit + 1 });
      const page = rows.slice(0, query.limit);
      return {
        items: page.map((row) => show(house, row)),
        next: rows.length > query.limit ? cursorOf(page.at(-1)) : null,
      };
    },

    'GET /imports/:id': async ({ params, actor, db, now, requestId }) => {
      const row = await find(db, actor, params.id);
      const { header, mapping, dateOrder, declaredOrder = dateOrder, existing, ...about } = openImport(keys, row);
      // Whoever only waits for a list to be done reads nobody in it.
      const sample = row.emptiedAt || !isOpen(row.state) ? [] : about.sample;
      if (sample.length > 0)
        await auditReading(db, { actor, now, requestId }, 'GET /imports/:id', { import: row.id, rows: sample.length });
      return { ...show(house, row), header, sample, mapping, dateOrder, declaredOrder, existing };
    },

    'GET /imports/:id/preview': async ({ params, query, actor, now, requestId }) => {
      const { preview } = await readKept(actor, params.id, query.encoding);
      const read = { import: params.id, rows: preview.sample.length };
      await within(actor)((db) => auditReading(db, { actor, now, requestId }, 'GET /imports/:id/preview', read));
      return preview;
    },

    'GET /imports/template': ({ query, http, request }) => sendTemplate(http, query, languageOf(request)),

    'POST /imports/:id/check': async ({ params, body, actor, now, settle }) => {
      const { preview } = await readKept(actor, params.id, body.encoding);
      const reply = await settle(async ({ db, note }) => {
        const row = kept(await lock(db, actor, params.id));
        const hinders = hindrance('check', row.state, row.checkedAt !== null);
        if (hinders) fail(hinders);
        checkColumns(row.kind, body.mapping, preview.header);
        if (body.area) {
          mustBeAble(actor, verb, body.area);
          await mustBeCommune(house, body.area);
          if (!isWithin(body.area, row.area)) fail('request.invalid', [{ path: 'area', code: 'area.outside' }]);
        }
        note({ id: body.id, import: row.id });
        const about = openImport(keys, row);
        const sealed = sealImport(keys, row.id, {
          ...about,
          header: preview.header,
          sample: preview.sample,
          mapping: body.mapping,
          dateOrder: body.dateOrder,
          declaredOrder: body.declaredOrder ?? body.dateOrder,
          existing: body.existing,
        });
        return save(db, row, {
          sealed,
          state: 'checking',
          encoding: preview.encoding,
          rowCount: preview.rows,
          defaultArea: body.area === undefined ? row.defaultArea : body.area,
          done: 0,
          counts: {},
          checkedAt: null,
          problem: null,
          changedAt: now,
          runner: null,
          leaseUntil: null,
        });
      });
      runner.kick();
      return reply;
    },

    'POST /imports/:id/apply': async ({ params, body, actor, now, settle }) => {
      const reply = await settle(async ({ db, note }) => {
        const row = kept(await lock(db, actor, params.id));
        const hinders = hindrance('apply', row.state, row.checkedAt !== null);
        if (hinders) fail(hinders);
        note({ id: body.id, import: row.id, rows: row.rowCount });
        const sealed = sealImport(keys, row.id, { ...openImport(keys, row), addDuplicates: body.addDuplicates });
        // A list that failed half-way goes on where it stopped.
        const isResumed = row.state === 'failed' && row.done < row.rowCount;
        const from = isResumed ? {} : { done: 0, counts: {} };
        return save(db, row, {
          sealed,
          state: 'applying',
          ...from,
          problem: null,
          changedAt: now,
          runner: null,
          leaseUntil: null,
        });
      });
      runner.kick();
      return reply;
    },

    'POST /imports/:id/cancel': async ({ params, body, actor, db, now, note }) => {
      const row = await lock(db, actor, params.id);
      const hinders = hindrance('cancel', row.state, row.checkedAt !== null);
      if (hinders) fail(hinders);
      // What a check counted was never done, and stands on no receipt.
      const undone = hasBegun(row.state, row.checkedAt !== null) ? {} : { done: 0, counts: {} };
      note({ id: body.id, import: row.id, done: undone.done ?? row.done });
      // A check that is stopped has done nothing: other columns may be chosen, and it begins again.
      const state = row.state === 'checking' ? 'uploaded' : 'cancelled';
      return save(db, row, { ...undone, state, changedAt: now, runner: null, leaseUntil: null });
    },

    ...rowsApi(house, find),
  });
};
