import { isWithin } from '../../core/area.ts';
import { auditsOf } from '../../core/audit.ts';
import { again, type Batch, firstOfEach, microBatch } from '../../core/batch.ts';
import type { Db } from '../../core/db.ts';
import type { House } from '../../core/house.ts';
import { isCitizen } from '../../core/permission.ts';
import { fail, Problem } from '../../core/problem.ts';
import { askToAgree, learnNames } from '../people/index.ts';
import { ageOn, isAdult, kinshipOf } from '../people/rules.ts';
import type { Declared, FollowsDeclaration } from './follow.ts';
import { declarationRow, personRow, workRow } from './ingest-rows.ts';
import { findKnown, type IngestRow, type Known, type KnownPerson, writeFlush } from './ingest-store.ts';
import type { Prepared } from './prepare.ts';
import { type Level, triage } from './rules.ts';

export type Stored = {
  status: 200 | 201;
  declaration: {
    id: string;
    person: { id: string };
    triage: { level: Level; reasons: string[] };
    area: string;
    at: Date;
  };
};
export type Outcome = Stored | Problem;

/**
 * `asks` is the phone of an adult who is to agree that somebody else declares for them. `item` names the person that is
 * declared for: of a merged record the one that stands for it; `sent` is as it came.
 */
type Decided = Declared & { sent: Prepared; row: IngestRow; answer: Stored; asks: string | undefined };

const declaredFor = (item: Prepared, id: string): Prepared => ({
  ...item,
  input: { ...item.input, person: { ...item.input.person, id } },
});

/** Whether the actor may declare for someone already recorded: own family, or somebody dealt with in the own area. */
const mayActFor = ({ actor }: Prepared, person: { accounts: string[]; areas: Prepared['actor']['area'][] }): boolean =>
  isCitizen(actor) ? person.accounts.includes(actor.account) : person.areas.some((area) => isWithin(area, actor.area));

/** By what the record was made from, as an old form on a phone has it, or by what it says since a correction. */
const isNamed = ({ bodyHash, nowHash }: KnownPerson, person: { bodyHash: Buffer }): boolean =>
  bodyHash.equals(person.bodyHash) || (nowHash?.equals(person.bodyHash) ?? false);

/** Load, ask, decide, for one declaration among those of a flush. */
const decide = (sent: Prepared, known: Known): Decided | Outcome => {
  const { input, actor, at, day } = sent;
  const before = known.declarations.get(input.id);
  if (before) {
    const isSame = before.byAccount === actor.account && before.bodyHash.equals(sent.bodyHash);
    if (!isSame) return new Problem('record.conflict');
    const { id, personId, reasons, area } = before;
    return {
      status: 200,
      declaration: { id, person: { id: personId }, triage: { level: before.triage, reasons }, area, at: before.at },
    };
  }
  const asked = known.persons.get(input.person.id);
  if (!asked && !sent.person) return new Problem('record.missing', [{ path: 'person.id', code: 'record.missing' }]);
  if (asked && !mayActFor(sent, asked)) {
    return sent.person
      ? new Problem('record.conflict')
      : new Problem('record.missing', [{ path: 'person.id', code: 'record.missing' }]);
  }
  if (asked && sent.person && !isNamed(asked, sent.person)) {
    return new Problem('record.conflict', [{ path: 'person', code: 'person.conflict' }]);
  }
  const person = asked?.mergedInto ? (known.persons.get(asked.mergedInto) ?? asked) : asked;
  const item = person && person !== asked ? declaredFor(sent, person.id) : sent;
  const personId = item.input.person.id;
  if (person?.diedOn && person.diedOn < day) return new Problem('death.recorded');
  const kinship = person ? undefined : kinshipFor(item, known);
  if (typeof kinship === 'string') return new Problem(kinship);
  const birthYear = person?.birthYear ?? item.person?.birthYear ?? undefined;
  const { level, reasons } = triage(
    { ...input.answers, temperature: input.answers.temperature ?? input.temperature },
    {
      day,
      age: ageOn({ ...(birthYear && { birthYear }) }, day),
      lookBackDays: item.form.lookBackDays,
      epidemicAreas: known.epidemicAreas,
    },
  );
  const symptoms = reasons.filter((reason) => reason.startsWith('symptom.')).map((reason) => reason.slice(8));
  return {
    sent,
    item,
    persons: [personId, ...(person?.mergedIds ?? [])],
    answers: input.answers,
    level,
    reasons,
    symptoms,
    asks: kinship?.state === 'pending' ? input.person.phone : undefined,
    row: {
      ...declarationRow(item, level, reasons, symptoms),
      ...(!person && personRow(item)),
      ...(kinship && { kin: kinship.relation, kin_state: kinship.state }),
      is_new_person: !person || undefined,
      is_new_place: !person?.homes.includes(input.area) || undefined,
      hamlet: input.hamlet ?? input.person.hamlet ?? person?.hamlet ?? undefined,
      ...workRow(item, level, reasons, symptoms, known.open.get(personId)),
      merged: person?.mergedIds ?? undefined,
    },
    answer: {
      status: 201,
      declaration: { id: input.id, person: { id: personId }, triage: { level, reasons }, area: input.area, at },
    },
  };
};

/** A citizen's new person: the account's holder, family at once, or an adult who is asked first. */
const kinshipFor = ({ actor, input, day }: Prepared, known: Known): ReturnType<typeof kinshipOf> | undefined => {
  if (!isCitizen(actor)) return undefined;
  const { relation, phone, birthDate, birthYear } = input.person;
  const held = known.accounts.get(actor.account) ?? { hasSelf: false, unanswered: 0 };
  const isOwnPhone = phone === undefined || phone === actor.phone?.();
  const kinship = kinshipOf({ relation, isOwnPhone, isAdult: isAdult({ birthDate, birthYear }, day) }, held);
  if (typeof kinship !== 'string') {
    // Others of the same household come in the same flush.
    known.accounts.set(actor.account, {
      hasSelf: held.hasSelf || kinship.relation === 'self',
      unanswered: held.unanswered + (kinship.state === 'pending' ? 1 : 0),
    });
  }
  return kinship;
};

/** Names that this process knows to be findable in a house: many people bring no new one. */
const learned = new WeakMap<House, Set<string>>();
const namesKept = 100_000;

const unknownNames = (house: House, decided: readonly Decided[]): string[][] => {
  const known = learned.get(house);
  return decided.flatMap(({ item }) => {
    const tokens = item.person?.tokens;
    return tokens === undefined || known?.has(tokens.join(' ')) ? [] : [tokens];
  });
};

/** To be told after the commit: names of a flush that failed were never written. */
const rememberNames = (house: House, names: readonly string[][]): void => {
  const known = learned.get(house);
  const kept = known && known.size < namesKept ? known : new Set<string>();
  for (const tokens of names) kept.add(tokens.join(' '));
  learned.set(house, kept);
};

/** What other features keep beside declarations of their forms; of most flushes nothing. */
const followAll = async (db: Db, follows: readonly FollowsDeclaration[], written: readonly Declared[], now: Date) => {
  for (const { form, write } of follows) {
    const own = written.filter(({ item }) => item.input.form === form);
    if (own.length > 0) await write(db, own, now);
  }
};

const isDecided = (one: Decided | Outcome): one is Decided => 'row' in one;

/** Two declarations of one person, or one id twice, go one after the other: the second must see the first. */
const keysOf = ({ input }: Prepared): string[] => [`person ${input.person.id}`, input.id];

/** Answers the items of a flush, `again` those that must see others of it first; `startIngest` batches it, the benchmark's baseline does not. */
export const writeDeclarations = async (
  house: House,
  items: readonly Prepared[],
  follows: readonly FollowsDeclaration[] = [],
): Promise<(Outcome | typeof again)[]> => {
  const due = firstOfEach(items, keysOf);
  const { answered, names } = await house.database.within({ role: 'ingest' }, async (db) => {
    const known = await findKnown(
      db,
      due.map(({ input }) => input.id),
      due.map(({ input }) => input.person.id),
      [...new Set(due.filter(({ actor, person }) => person && isCitizen(actor)).map(({ actor }) => actor.account))],
    );
    const outcomes = due.map((item) => ({ item, outcome: decide(item, known) }));
    const answered = new Map(
      outcomes.flatMap(({ item, outcome }) => (isDecided(outcome) ? [] : [[item, outcome] as const])),
    );
    // Two ids may be one person's, recorded twice and merged.
    const decided = firstOfEach(outcomes.map(({ outcome }) => outcome).filter(isDecided), ({ item }) => keysOf(item));
    const [first] = decided;
    if (!first) return { answered, names: [] };
    const { now } = first.item;
    const names = unknownNames(house, decided);
    await learnNames(db, names);
    const rows = decided.map(({ row }) => row);
    const stored = await writeFlush(
      db,
      rows,
      auditsOf(
        decided.map(({ item }) => item),
        now,
        ({ input }) => input.person.id,
      ),
      now,
    );
    if (stored.length < decided.length) fail('server.busy');
    for (const { sent, answer, asks } of decided) {
      answered.set(sent, answer);
      if (asks) await askToAgree(house, db, asks);
    }
    await followAll(db, follows, decided, now);
    return { answered, names };
  });
  if (names.length > 0) rememberNames(house, names);
  return items.map((item) => answered.get(item) ?? again);
};

export const startIngest = (house: House, follows: readonly FollowsDeclaration[] = []): Batch<Prepared, Outcome> =>
  microBatch((items: Prepared[]) => writeDeclarations(house, items, follows), {
    largest: 256,
    queue: 4_000,
    linger: 0.5,
  });
