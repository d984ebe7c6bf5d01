import { isWithin } from '../../core/area.ts';
import { type Batch, microBatch } from '../../core/batch.ts';
import { newId } from '../../core/client.ts';
import type { Db } from '../../core/db.ts';
import type { House } from '../../core/house.ts';
import { isCitizen } from '../../core/permission.ts';
import { Problem } from '../../core/problem.ts';
import { ageOn } from '../people/rules.ts';
import { merge, opened, type State } from '../verification/rules.ts';
import { addSyllables, findKnown, type IngestRow, type Known, type OpenItem, writeFlush } from './ingest-store.ts';
import type { Prepared } from './prepare.ts';
import { type Level, triage } from './rules.ts';

/** Order of the work-list: 0 comes first. */
export const ranks = ['urgent', 'risk', 'symptom'] as const;
const rankOf = (level: Level): number => ranks.indexOf(level as 'urgent');
const levelOf = (rank: number) => ranks[rank] ?? 'symptom';

export type Stored = {
  status: 200 | 201;
  declaration: { id: string; person: { id: string }; triage: { level: Level; reasons: string[] }; area: string; at: Date };
};
export type Outcome = Stored | Problem;

type Decided = { item: Prepared; row: IngestRow; answer: Stored };

/** Bytes on their way into the statement; absent parts are left out of its JSON. */
const text = (bytes: Buffer | null | undefined): string | undefined => bytes?.toString('base64');

/** Whether the actor may declare for someone already recorded: own family, or somebody dealt with in the own area. */
const mayActFor = ({ actor }: Prepared, person: { accounts: string[]; areas: Prepared['actor']['area'][] }): boolean =>
  isCitizen(actor) ? person.accounts.includes(actor.account) : person.areas.some((area) => isWithin(area, actor.area));

/** Load, ask, decide, for one declaration among those of a flush. */
const decide = (item: Prepared, known: Known): Decided | Outcome => {
  const { input, actor, at, day } = item;
  const before = known.declarations.get(input.id);
  if (before) {
    const isSame = before.byAccount === actor.account && before.bodyHash.equals(item.bodyHash);
    if (!isSame) return new Problem('record.conflict');
    const { id, personId, reasons, area } = before;
    return {
      status: 200,
      declaration: { id, person: { id: personId }, triage: { level: before.triage, reasons }, area, at: before.at },
    };
  }
  const person = known.persons.get(input.person.id);
  if (!person && !item.person) return new Problem('record.missing', [{ path: 'person.id', code: 'record.missing' }]);
  if (person && !mayActFor(item, person)) {
    return item.person ? new Problem('record.conflict') : new Problem('record.missing', [{ path: 'person.id', code: 'record.missing' }]);
  }
  if (person && item.person && !person.bodyHash.equals(item.person.bodyHash)) {
    return new Problem('person.conflict', [{ path: 'person', code: 'person.conflict' }]);
  }
  if (person?.diedOn && person.diedOn < day) return new Problem('death.recorded');
  const birthYear = person?.birthYear ?? item.person?.birthYear ?? undefined;
  const { level, reasons } = triage(
    { ...input.answers, temperature: input.answers.temperature ?? input.temperature },
    { day, age: ageOn({ ...(birthYear && { birthYear }) }, day), lookBackDays: item.form.lookBackDays, epidemicAreas: known.epidemicAreas },
  );
  const symptoms = reasons.filter((reason) => reason.startsWith('symptom.')).map((reason) => reason.slice(8));
  return {
    item,
    row: {
      ...declarationRow(item, level, reasons, symptoms),
      ...(!person && personRow(item)),
      is_new_person: !person || undefined,
      is_new_place: !person?.areas.includes(input.area) || undefined,
      hamlet: input.hamlet ?? input.person.hamlet ?? person?.hamlet ?? undefined,
      ...workRow(item, level, reasons, symptoms, known.open.get(input.person.id)),
    },
    answer: {
      status: 201,
      declaration: { id: input.id, person: { id: input.person.id }, triage: { level, reasons }, area: input.area, at },
    },
  };
};

const declarationRow = (item: Prepared, level: Level, reasons: string[], symptoms: string[]): IngestRow => ({
  id: item.input.id,
  person: item.input.person.id,
  area: item.input.area,
  area_code: item.areaCode,
  form: item.input.form,
  form_version: item.form.version,
  triage: level,
  reasons,
  symptoms,
  at: item.at,
  day: item.day,
  account: item.actor.account,
  on_behalf: !isCitizen(item.actor),
  body_hash: text(item.bodyHash),
  sealed: text(item.sealed),
  supersedes: item.input.supersedes,
});

const personRow = ({ person, actor, input }: Prepared): IngestRow =>
  person
    ? {
        person_area: person.area,
        person_hamlet: person.hamlet,
        person_birth_year: person.birthYear,
        person_sealed: text(person.sealed),
        person_phone: text(person.phoneHash),
        person_identity: text(person.identityHash),
        person_hash: text(person.bodyHash),
        person_as: isCitizen(actor) ? 'citizen' : 'officer',
        tokens: person.tokens,
        ...(isCitizen(actor) && { kin: input.person.relation ?? (actor.persons.length === 0 ? 'self' : 'family'), kin_state: 'own' }),
      }
    : {};

/** Opens a work item, or attaches to the open one by the rule of `merge`; `work_expected` guards against a parallel change. */
const workRow = (item: Prepared, level: Level, reasons: string[], symptoms: string[], open: OpenItem | undefined): IngestRow => {
  if (level === 'clear') return {};
  if (!open) {
    const made = opened(level, item.now);
    return {
      work: newId(item.now.getTime()),
      work_level: rankOf(level),
      work_area: item.input.area,
      work_reasons: reasons,
      work_symptoms: symptoms,
      work_state: made.state,
      opened_at: made.openedAt,
      take_by: made.takeBy,
      reach_by: made.reachBy,
      notice_at: level === 'urgent' ? item.now : made.reachBy,
    };
  }
  const before = {
    state: open.state as State,
    level: levelOf(open.level),
    openedAt: open.openedAt,
    ...(open.takeBy && { takeBy: open.takeBy }),
    ...(open.reachBy && { reachBy: open.reachBy }),
    ...(open.takenAt && { takenAt: open.takenAt }),
    ...(open.reachedAt && { reachedAt: open.reachedAt }),
  };
  const after = merge(before, { level, at: item.now });
  if (typeof after === 'string') return {};
  const isRaised = after.level !== before.level;
  const leads = rankOf(level) <= open.level;
  return {
    work: open.id,
    work_expected: open.changedAt,
    work_level: rankOf(after.level),
    // Nobody has begun: it moves to where the person is staying now.
    work_area: open.takenAt ? open.area : item.input.area,
    work_reasons: leads ? reasons : open.reasons,
    work_symptoms: leads ? symptoms : open.symptoms,
    work_state: after.state,
    take_by: after.takeBy,
    reach_by: after.reachBy,
    notice_at: isRaised && after.level === 'urgent' ? item.now : open.noticeAt,
  };
};

/** One audit entry for all citizens of a flush, one for each officer. */
const auditOf = (decided: Decided[], now: Date): Record<string, unknown>[] =>
  [...Map.groupBy(decided, ({ item: { actor } }) => (isCitizen(actor) ? '' : actor.account)).values()].map((group) => {
    const { actor, requestId } = (group[0] as Decided).item;
    return {
      id: newId(now.getTime()),
      account: isCitizen(actor) ? null : actor.account,
      area: isCitizen(actor) ? null : actor.area,
      persons: group.map(({ item }) => item.input.person.id),
      request: requestId,
      detail: { count: group.length },
    };
  });

const knownSyllables = new Set<string>();
const syllablesKept = 20_000;

const learnSyllables = async (db: Db, decided: Decided[]): Promise<void> => {
  const words = new Set(decided.flatMap(({ item }) => item.person?.tokens ?? []).filter((word) => !knownSyllables.has(word)));
  if (words.size === 0) return;
  await addSyllables(db, [...words].sort());
  if (knownSyllables.size > syllablesKept) knownSyllables.clear();
  for (const word of words) knownSyllables.add(word);
};

const isDecided = (one: Decided | Outcome): one is Decided => 'row' in one;

/** Two declarations of one person, or one id twice, go one after the other: the second must see the first. */
const waves = (items: readonly Prepared[]): Prepared[][] => {
  const turns = new Map<string, number>();
  const turnOf = ({ input }: Prepared): number => {
    const keys = [`person ${input.person.id}`, input.id];
    const turn = Math.max(...keys.map((key) => turns.get(key) ?? 0));
    for (const key of keys) turns.set(key, turn + 1);
    return turn;
  };
  return [...Map.groupBy(items, turnOf)].toSorted(([one], [other]) => one - other).map(([, wave]) => wave);
};

/** Writes one wave; an item is left unanswered when a parallel server was first with its id or its person's open item. */
const writeWave = (house: House, wave: readonly Prepared[]): Promise<Map<Prepared, Outcome>> =>
  house.database.within({ role: 'ingest' }, async (db) => {
    const known = await findKnown(
      db,
      wave.map(({ input }) => input.id),
      wave.map(({ input }) => input.person.id),
    );
    const outcomes = wave.map((item) => ({ item, outcome: decide(item, known) }));
    const answered = new Map(outcomes.flatMap(({ item, outcome }) => (isDecided(outcome) ? [] : [[item, outcome] as const])));
    const decided = outcomes.map(({ outcome }) => outcome).filter(isDecided);
    if (decided.length === 0) return answered;
    const now = (decided[0] as Decided).item.now;
    await learnSyllables(db, decided);
    const rows = decided.map(({ row }) => row);
    const stored = new Set((await writeFlush(db, rows, auditOf(decided, now), now)).map(({ id }) => id));
    for (const { item, answer } of decided) if (stored.has(item.input.id)) answered.set(item, answer);
    return answered;
  });

/** How often an item that a parallel server overtook comes again. */
const tries = 5;

/** Answers each item of a flush; `startIngest` batches it, the benchmark's baseline does not. */
export const writeDeclarations = async (house: House, items: readonly Prepared[]): Promise<Outcome[]> => {
  const answers = new Map<Prepared, Outcome>();
  for (const wave of waves(items)) {
    for (let left = tries; left > 0; left -= 1) {
      const due = wave.filter((item) => !answers.has(item));
      if (due.length === 0) break;
      for (const [item, outcome] of await writeWave(house, due)) answers.set(item, outcome);
    }
  }
  return items.map((item) => answers.get(item) ?? new Problem('server.busy'));
};

export const startIngest = (house: House): Batch<Prepared, Outcome> =>
  microBatch((items: Prepared[]) => writeDeclarations(house, items), { largest: 256, queue: 4_000 });
