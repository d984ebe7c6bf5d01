import type { FastifyRequest } from 'fastify';
import type { Handlers } from '../../core/api.ts';
import { decodeCursor, encodeCursor, wrongCursor } from '../../core/cursor.ts';
import { type Db, scopeOf } from '../../core/db.ts';
import type { House } from '../../core/house.ts';
import type { Actor } from '../../core/permission.ts';
import { fail } from '../../core/problem.ts';
import { auditReading } from './audit.ts';
import type { imports, Language } from './contract.ts';
import { openVerdicts } from './file.ts';
import type { Verdict } from './judge.ts';
import { reasonOf } from './reasons.ts';
import { rejectedLines, sendRejectedWorkbook, untakenOf } from './rejected.ts';
import { fates } from './rules.ts';
import { sendCsv } from './sending.ts';
import * as store from './store.ts';

export const languageOf = ({ headers }: FastifyRequest): Language =>
  /^\s*en\b/i.test(String(headers['accept-language'] ?? '')) ? 'en' : 'vi';

const rowOf = ({ row, fate, applied, person, values, problems }: Verdict, language: Language) => ({
  row,
  fate,
  applied,
  person: person ?? null,
  values,
  problems: problems.map((problem) => ({
    field: problem.field,
    code: problem.code,
    text: reasonOf(problem, language),
    cell: problem.cell,
  })),
});

/** Where a page begins: a chunk, and how many of its rows went before. */
const placeOf = (after: string | undefined): { chunk: number; skip: number } => {
  const [chunk = 0, skip = 0] = (decodeCursor(after, 2) ?? []).map(Number);
  const isPlace = [chunk, skip].every((number) => Number.isSafeInteger(number) && number >= 0 && number < 1e6);
  return isPlace ? { chunk, skip } : wrongCursor();
};

type Wanted = { fates: readonly string[]; remarked: boolean; limit: number; after: string | undefined };

/** A page of verdicts, chunk by chunk; chunks without a wanted fate are passed over by the database. */
const pageOf = async (
  house: House,
  db: Db,
  id: string,
  wanted: Wanted,
): Promise<{ verdicts: Verdict[]; next: string | null }> => {
  const verdicts: Verdict[] = [];
  const place = placeOf(wanted.after);
  for (;;) {
    const chunk = await store.nextChunk(db, id, place.chunk, wanted.fates);
    if (!chunk) return { verdicts, next: null };
    const skip = chunk.number === place.chunk ? place.skip : 0;
    for (const [at, verdict] of openVerdicts(house.keys, id, chunk).entries()) {
      const isWanted = wanted.fates.includes(verdict.fate) && (!wanted.remarked || verdict.problems.length > 0);
      if (at < skip || !isWanted) continue;
      if (verdicts.length === wanted.limit) return { verdicts, next: encodeCursor([chunk.number, at]) };
      verdicts.push(verdict);
    }
    Object.assign(place, { chunk: chunk.number + 1, skip: 0 });
  }
};

/** What stands in a list, row by row. */
export const rowsApi = (house: House, find: (db: Db, actor: Actor, id: string) => Promise<store.ImportRow>) => {
  const findKept = async (db: Db, actor: Actor, id: string): Promise<store.ImportRow> => {
    const row = await find(db, actor, id);
    return row.emptiedAt === null ? row : fail('import.emptied');
  };
  return {
    'GET /imports/:id/rows': ({ params, query, actor, now, requestId, request, settle }) =>
      settle(async ({ db, saw, note }) => {
        const row = await findKept(db, actor, params.id);
        const { verdicts, next } = await pageOf(house, db, row.id, {
          fates: query.fate === undefined ? fates : [query.fate],
          remarked: query.remarks === 'true',
          limit: query.limit,
          after: query.after,
        });
        const persons = verdicts.flatMap(({ person }) => person ?? []);
        const read = { import: row.id, rows: verdicts.length };
        saw(persons);
        note(read);
        if (persons.length === 0) await auditReading(db, { actor, now, requestId }, 'GET /imports/:id/rows', read);
        return { items: verdicts.map((verdict) => rowOf(verdict, languageOf(request))), next };
      }),

    'GET /imports/:id/rejected': async ({ params, query, actor, now, requestId, request, http }) => {
      const within = <T>(work: (db: Db) => Promise<T>): Promise<T> => house.database.within(scopeOf(actor), work);
      const audit = (db: Db, read: { import: string; rows: number; persons?: string[] }) =>
        auditReading(db, { actor, now, requestId }, 'GET /imports/:id/rejected', { ...read, format: query.format });
      const row = await within(async (db) => {
        const found = await findKept(db, actor, params.id);
        await audit(db, { import: found.id, rows: untakenOf(found) });
        return found;
      });
      const name = `danh-sach-can-sua-${row.id.slice(0, 8)}`;
      const asked = {
        house,
        within,
        row,
        language: languageOf(request),
        saw: async (db: Db, persons: string[]) =>
          persons.length > 0 && audit(db, { import: row.id, rows: persons.length, persons }),
      };
      return query.format === 'xlsx'
        ? sendRejectedWorkbook(http, name, asked)
        : sendCsv(http, name, rejectedLines(asked));
    },
  } satisfies Partial<Handlers<typeof imports>>;
};
