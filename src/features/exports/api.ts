import type { FastifyReply, FastifyRequest } from 'fastify';
import { handlers } from '../../core/api.ts';
import { type AreaPath, formatAreaPath } from '../../core/area.ts';
import { writeAudit } from '../../core/audit.ts';
import { dayOf } from '../../core/day.ts';
import { type Db, scopeOf } from '../../core/db.ts';
import type { House } from '../../core/house.ts';
import { whereOf } from '../../core/log.ts';
import { type Actor, isCitizen, mustBeAble } from '../../core/permission.ts';
import { fail } from '../../core/problem.ts';
import type { Cell } from '../../core/sheet/write.ts';
import { receiptOf } from '../../core/sheet/write.ts';
import { areaTree, mustFindArea, spellingsOf } from '../areas/index.ts';
import { hamletsWritten } from '../verification/index.ts';
import { exporting, type formats, mostInWorkbook } from './contract.ts';
import { streamCsv } from './csv-stream.ts';
import { figureRows } from './figures.ts';
import type { Lanes } from './lanes.ts';
import * as store from './store.ts';
import { type Context, cellsOf, headOf } from './tables.ts';
import { type Language, wordsIn } from './words.ts';
import { sendWorkbook } from './workbook.ts';

/** Rows of a fetch: some milliseconds of opening seals, after which other requests have their turn. */
const pageSize = 500;
/** Of more persons than this the audit keeps the filter and the count instead of each. */
const mostNamed = 1_000;

type Format = (typeof formats)[number];
type Call = { actor: Actor; now: Date; requestId: string; request: FastifyRequest; http: FastifyReply };
type Query = Omit<store.Filter, 'area'> & { format: Format; area?: AreaPath };

const languageOf = ({ headers }: FastifyRequest): Language =>
  /^\s*en\b/i.test(String(headers['accept-language'] ?? '')) ? 'en' : 'vi';

/** Pages of a cursor; the next is on its way while one is written. */
async function* pagesOf(db: Db, shape: (row: store.Row) => Cell[]): AsyncGenerator<Cell[][]> {
  let coming: Promise<store.Row[]> | undefined = store.fetchRows(db, pageSize);
  while (coming) {
    const rows: store.Row[] = await coming;
    coming = rows.length === pageSize ? store.fetchRows(db, pageSize) : undefined;
    // Awaited by nobody when the reader has gone meanwhile.
    coming?.catch(() => {});
    if (rows.length > 0) yield rows.map(shape);
  }
}

/** Who took which rows, before the first one leaves: the filter and the count, and the persons while they are few. */
const audit = (house: House, { actor, now, requestId }: Call, list: string, entry: Entry) =>
  house.database.within(scopeOf(actor), (db) =>
    writeAudit(db, {
      at: now,
      account: actor.account,
      area: actor.area,
      verb: 'export',
      route: `GET /exports/${list}`,
      outcome: 'done',
      persons: entry.persons,
      requestId,
      detail: { export: entry.filter, rows: entry.rows, format: entry.format, named: entry.withPersons },
    }),
  );
type Entry = { filter: object; rows: number; format: Format; withPersons: boolean; persons: readonly string[] };

export const exportsApi = (house: House, lanes: Lanes) => {
  const spelled = (db: Db, area: AreaPath, hamlet: string) =>
    spellingsOf(house.database.door, area, hamlet, (commune) => hamletsWritten(db, commune));

  /** A list, through a cursor in one picture of the data. */
  const send = async (call: Call, list: store.ListName, { format, ...query }: Query): Promise<undefined> => {
    const { actor, now, http, request } = call;
    if (isCitizen(actor)) fail('permission.denied');
    const asked = { ...query, area: query.area ?? actor.area };
    mustBeAble(actor, list === 'people' ? 'person.search' : 'export.rows', asked.area);
    await mustFindArea(house, asked.area);
    const withPersons = list !== 'venues' && actor.verbs.has('person.read');
    const words = wordsIn(languageOf(request));
    const context: Context = { words, tree: await areaTree(house), keys: house.keys, trails: new Map() };
    const name = `${list}-${formatAreaPath(asked.area) || 'vn'}-${dayOf(now)}`;
    const head = headOf(list, withPersons, words);
    await lanes.run(actor.account, http.raw, (signal) =>
      house.database.within({ role: 'export', area: actor.area, account: actor.account }, async (db) => {
        await store.takeSnapshot(db);
        const filter = { ...asked, ...(asked.hamlet && { hamlets: await spelled(db, asked.area, asked.hamlet) }) };
        const rows = await store.countRows(db, list, filter, now);
        if (format === 'xlsx' && rows > mostInWorkbook)
          fail('export.too_large', [{ path: 'format', code: 'export.too_large' }], { rows, most: mostInWorkbook });
        const persons = withPersons && rows <= mostNamed ? await store.personsIn(db, list, filter, now, mostNamed) : [];
        await audit(house, call, list, { filter: asked, rows, format, withPersons, persons });
        await store.openCursor(db, list, filter, now, withPersons);
        const pages = pagesOf(db, (row) => cellsOf(list, row, withPersons, context));
        if (format === 'xlsx') {
          const cells: (readonly Cell[])[] = [head];
          for await (const page of pages) cells.push(...page);
          return sendWorkbook(http, name, { rows: [...cells, [receiptOf(rows)]] }, rows);
        }
        http.hijack();
        const headers = http.getHeaders() as Record<string, string>;
        const { sent, error } = await streamCsv(http.raw, { name, head, rows, headers }, pages, signal);
        if (error) house.log.warn('export interrupted', { list, rows, sent, ...whereOf(error) });
      }),
    );
    return undefined;
  };

  return handlers(exporting, {
    'GET /exports/declarations': ({ query, ...call }) => send(call, 'declarations', query),
    'GET /exports/people': ({ query, ...call }) => send(call, 'people', query),
    'GET /exports/work': ({ query, ...call }) => send(call, 'work', query),
    'GET /exports/tests': ({ query, ...call }) => send(call, 'tests', query),
    'GET /exports/venues': ({ query: { format, area, ...venues }, ...call }) =>
      send(call, 'venues', { format, area, venues }),

    'GET /exports/statistics': async ({ query, actor, now, http, request }) => {
      const { format, from, to, area = actor.area } = query;
      mustBeAble(actor, 'figure.read', area);
      if (from !== undefined && to !== undefined && to < from) fail('time.order', [{ path: 'to', code: 'time.order' }]);
      const unit = await mustFindArea(house, area);
      const words = wordsIn(languageOf(request));
      const [head = [], ...rows] = await house.database.within(scopeOf(actor), (db) =>
        figureRows(house, db, { unit, from, to, now }, words),
      );
      const name = `statistics-${formatAreaPath(area) || 'vn'}-${dayOf(now)}`;
      if (format === 'xlsx')
        return sendWorkbook(http, name, { rows: [head, ...rows, [receiptOf(rows.length)]] }, rows.length);
      http.hijack();
      const headers = http.getHeaders() as Record<string, string>;
      await streamCsv(http.raw, { name, head, rows: rows.length, headers }, onePage(rows), AbortSignal.timeout(60_000));
      return undefined;
    },
  });
};

async function* onePage(rows: readonly (readonly Cell[])[]): AsyncGenerator<readonly (readonly Cell[])[]> {
  yield rows;
}
