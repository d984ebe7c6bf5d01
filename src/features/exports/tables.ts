import type { AreaPath } from '../../core/area.ts';
import type { Keys } from '../../core/crypto.ts';
import { formatPhone } from '../../core/phone.ts';
import type { Cell } from '../../core/sheet/write.ts';
import type { AreaTree } from '../areas/index.ts';
import { openWho } from '../people/index.ts';
import type { ListName, Row } from './store.ts';
import { reasonWord, type Words, wordOf } from './words.ts';

/** `trails` keeps the long names of the areas met so far: thousands of rows share one. */
export type Context = { words: Words; tree: AreaTree; keys: Keys; trails: Map<AreaPath, string> };

/** A column: its head is `exports.column.<name>`. Every list says what each of its rows shows, in this order. */
type Column = { name: keyof Words['exports']['column']; of: (row: Row, context: Context) => Cell };

const hours7 = 7 * 3_600_000;
/** `2026-11-20 14:05` in Viet Nam, which every spreadsheet takes for a time, whatever its country. */
const timeOf = (value: unknown): string =>
  value instanceof Date ? new Date(value.getTime() + hours7).toISOString().slice(0, 16).replace('T', ' ') : '';
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const codesOf = (value: unknown): string[] => (Array.isArray(value) ? (value as string[]) : []);
const yes = (value: unknown): string => (value === true ? 'x' : '');

const at = (name: Column['name'], key: string): Column => ({ name, of: (row) => timeOf(row[key]) });
const text = (name: Column['name'], key: string): Column => ({ name, of: (row) => textOf(row[key]) });
const mark = (name: Column['name'], key: string): Column => ({ name, of: (row) => yes(row[key]) });

const trailOf = (area: AreaPath, { tree, trails }: Context): string => {
  const known = trails.get(area);
  if (known !== undefined) return known;
  const text = tree.trailText(area);
  trails.set(area, text);
  return text;
};

const area: Column[] = [
  { name: 'areaName', of: ({ area }, context) => trailOf(area as AreaPath, context) },
  // A path, because a spreadsheet would take the zero from the front of a bare code.
  { name: 'area', of: ({ area }) => textOf(area).slice(0, -1) },
];
const reasons: Column[] = [
  {
    name: 'symptoms',
    of: ({ symptoms }, { words }) =>
      codesOf(symptoms)
        .map((code) => wordOf(words.declarations.symptom, code))
        .join(', '),
  },
  {
    name: 'reasons',
    of: ({ reasons }, { words }) =>
      [...new Set(codesOf(reasons).map((reason) => reasonWord(words, reason)))].join(', '),
  },
];
const state: Column = { name: 'state', of: ({ state }, { words }) => wordOf(words.work.state, state as string | null) };
const levels = ['urgent', 'risk', 'symptom'] as const;

const listColumns: Record<ListName, readonly Column[]> = {
  declarations: [
    at('at', 'at'),
    text('id', 'id'),
    ...area,
    { name: 'form', of: ({ form }, { words }) => wordOf(words.declarations.formOf, form as string) },
    { name: 'triage', of: ({ triage }, { words }) => wordOf(words.work.level, triage as string) },
    ...reasons,
    state,
    { name: 'result', of: ({ result }, { words }) => wordOf(words.act.resultOf, result as string | null) },
    at('verifiedAt', 'verifiedAt'),
    mark('inTime', 'inTime'),
    at('checkedAt', 'checkedAt'),
    {
      name: 'conclusion',
      of: ({ conclusion }, { words }) => wordOf(words.act.conclusionOf, conclusion as string | null),
    },
    mark('onBehalf', 'onBehalf'),
    mark('superseded', 'superseded'),
    text('source', 'source'),
  ],
  people: [text('id', 'id'), ...area, at('since', 'since')],
  work: [
    { name: 'triage', of: ({ level }, { words }) => wordOf(words.work.level, levels[level as 0 | 1 | 2]) },
    at('openedAt', 'openedAt'),
    text('id', 'id'),
    ...area,
    ...reasons,
    state,
    at('takeBy', 'takeBy'),
    at('reachBy', 'reachBy'),
    mark('overdue', 'overdue'),
    at('takenAt', 'takenAt'),
    at('reachedAt', 'reachedAt'),
    { name: 'attempts', of: ({ attempts }) => Number(attempts) },
    { name: 'step', of: ({ step }, { words }) => wordOf(words.work.step, step as string | null) },
  ],
  tests: [
    at('sampledAt', 'sampledAt'),
    text('id', 'id'),
    ...area,
    { name: 'method', of: ({ method }, { words }) => wordOf(words.tests.methodOf, method as string) },
    text('lab', 'lab'),
    { name: 'result', of: ({ result }, { words }) => wordOf(words.tests.resultOf, result as string | null) },
    at('resultAt', 'resultAt'),
  ],
  venues: [
    text('id', 'id'),
    ...area,
    text('name', 'name'),
    { name: 'kind', of: ({ kind }, { words }) => wordOf(words.venues.kindOf, kind as string) },
    text('address', 'address'),
    { name: 'plate', of: ({ vehicle }) => textOf((vehicle as { plate?: string } | null)?.plate) },
    text('code', 'code'),
    { name: 'state', of: ({ state }, { words }) => words.venues[state as 'active' | 'closed'] },
    at('createdAt', 'createdAt'),
    text('lastVisitOn', 'lastVisitOn'),
  ],
};

/** Who somebody is, opened once a row. Identity numbers leave the house in no file. */
const personHeads = ['fullName', 'birthYear', 'sex', 'phone', 'hamlet', 'address', 'health'] as const;
const personCells = (row: Row, { keys, words }: Context): Cell[] => {
  const { personId, person } = row;
  if (!(person instanceof Buffer) || typeof personId !== 'string') return personHeads.map(() => '');
  const who = openWho(keys, { id: personId, sealed: person });
  return [
    who.fullName,
    row.birthYear as number | null,
    wordOf(words.people.sexOf, who.sex),
    who.phone ? formatPhone(who.phone) : '',
    who.hamlet,
    who.address,
    wordOf(words.people.healthOf, row.health as string),
  ];
};

export const headOf = (list: ListName, withPersons: boolean, { exports }: Words): Cell[] =>
  [...listColumns[list].map(({ name }) => name), ...(withPersons ? personHeads : [])].map(
    (name) => exports.column[name],
  );

/** About 12 µs with a person, of which opening the seal is the most. */
export const cellsOf = (list: ListName, row: Row, withPersons: boolean, context: Context): Cell[] => {
  const own = listColumns[list].map(({ of }) => of(row, context));
  return withPersons ? [...own, ...personCells(row, context)] : own;
};
