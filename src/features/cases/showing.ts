import type { Db } from '../../core/db.ts';
import type { House } from '../../core/house.ts';
import { areaName } from '../areas/index.ts';
import { retractedFor } from '../laboratory/index.ts';
import { findBriefs, findKept, openWho, personBrief } from '../people/index.ts';
import { showPublicOf } from '../venues/index.ts';
import { humansOf } from './humans.ts';
import * as links from './links-store.ts';
import type { Changed } from './reclassify.ts';
import { type Broken, caseWindow, levelName, shownMinutes } from './rules.ts';
import type { CaseRow } from './store.ts';
import type { TaskRow } from './tasks-store.ts';
import type { Contact } from './tracing.ts';

type CaseNotes = { note?: string; treatmentPlace?: string };
export const sealNotes = (house: House, id: string, notes: CaseNotes): Buffer => house.keys.seal(`case ${id}`, notes);
export const openNotes = (house: House, { id, sealed }: CaseRow): CaseNotes =>
  sealed ? house.keys.open<CaseNotes>(`case ${id}`, sealed) : {};

type Briefs = Awaited<ReturnType<typeof findBriefs>>;

const briefOf = (briefs: Briefs, id: string, area: CaseRow['area']) =>
  briefs.get(id) ?? { id, fullName: '–', birthYear: null, sex: null, area, hamlet: undefined };

export const namesOf = async (house: House, areas: readonly CaseRow['area'][]): Promise<Map<string, string>> =>
  new Map(await Promise.all([...new Set(areas)].map(async (area) => [area, await areaName(house, area)] as const)));

/** So many are named of those whom one act on a whole case moved; all are counted. */
export const mostNamed = 200;

/** Who changed class, by name. */
export const showMoved = async (house: House, db: Db, named: readonly Changed[]) => {
  const briefs = await findBriefs(
    house,
    db,
    named.map(({ person }) => person),
  );
  return named.map(({ person, level, previous }) => ({
    person,
    fullName: briefs.get(person)?.fullName ?? '–',
    level: levelName(level),
    previous: levelName(previous),
  }));
};

export const showCases = async (house: House, db: Db, rows: readonly CaseRow[], now: Date) => {
  const briefs = await findBriefs(
    house,
    db,
    rows.map(({ personId }) => personId),
  );
  const counts = new Map(
    (
      await links.countsOf(
        db,
        rows.map(({ id }) => id),
      )
    ).map(({ caseId, ...both }) => [caseId, both]),
  );
  const names = await namesOf(
    house,
    rows.map(({ area }) => area),
  );
  const open = rows.filter(({ state }) => state === 'open');
  const humans = await humansOf(
    db,
    open.map(({ personId }) => personId),
  );
  const retracted = await retractedFor(
    house,
    db,
    open.map(({ id, personId, sampledOn }) => ({ id, ids: humans.idsOf(humans.keptOf(personId)), sampledOn })),
  );
  return rows.map((row) => {
    const { note = null, treatmentPlace = null } = openNotes(house, row);
    const window = caseWindow(row, now);
    return {
      id: row.id,
      person: briefOf(briefs, row.personId, row.area),
      area: row.area,
      areaName: names.get(row.area) ?? row.area,
      code: row.code,
      nationalNumber: row.nationalNumber,
      onsetOn: row.onsetOn,
      sampledOn: row.sampledOn,
      confirmedOn: row.confirmedOn,
      isolatedAt: row.isolatedAt,
      sourceKnown: row.sourceKnown,
      outbreak: row.outbreak,
      outcome: row.outcome,
      treatmentPlace,
      state: row.state,
      note,
      at: row.at,
      window: { from: new Date(window.from), to: new Date(window.to) },
      contacts: counts.get(row.id) ?? { accepted: 0, waiting: 0 },
      retracted: retracted.get(row.id) ?? null,
    };
  });
};

type Beside = {
  tasks: readonly TaskRow[];
  /** Of those accepted, whose chain does not hold. */
  broken: ReadonlyMap<string, Broken>;
  /** Of the case. */
  area: CaseRow['area'];
};

/** A page of contacts with names and venues: opened only for what is shown. */
export const showContacts = async (house: House, db: Db, page: readonly Contact[], { tasks, broken, area }: Beside) => {
  const shown = page.map((contact) => ({ ...contact, proofs: contact.evidence() }));
  const evidence = shown.flatMap(({ proofs }) => proofs);
  const persons = [...page.map(({ person }) => person), ...evidence.flatMap(({ via }) => via ?? [])];
  const kept = await findKept(db, [...new Set(persons)]);
  const briefs = new Map([...kept].map(([id, row]) => [id, personBrief(house.keys, row)]));
  const names = await namesOf(
    house,
    page.map((contact) => contact.area as CaseRow['area']),
  );
  const venues = await showPublicOf(
    house,
    db,
    evidence.flatMap(({ venue }) => venue ?? []),
  );
  const taskOf = new Map(tasks.map((task) => [task.personId, task]));
  return shown.map(({ person, level, state, proofs, risk }) => {
    const task = taskOf.get(person);
    const row = kept.get(person);
    const why = broken.get(person);
    return {
      person: briefOf(briefs, person, area),
      areaName: names.get(row?.area ?? area) ?? '',
      phone: (row && openWho(house.keys, row).phone) ?? null,
      level,
      state,
      ...(why && { broken: why }),
      evidence: proofs.map(({ kind, id, venue, from, to, minutes, entered, doubtful, sameSeat, via, note }) => ({
        kind,
        ...(id && { id }),
        ...(venue && venues.has(venue) && { venue: venues.get(venue) as NonNullable<ReturnType<typeof venues.get>> }),
        from: new Date(from),
        to: new Date(to),
        minutes: shownMinutes(minutes),
        ...(entered && { entered: { from: new Date(entered.from), to: new Date(entered.to) } }),
        doubtful,
        ...(sameSeat && { sameSeat }),
        ...(via && { via: briefOf(briefs, via, area) }),
        ...(note !== undefined && { note }),
      })),
      risk: risk.score,
      riskParts: risk.parts,
      task: task
        ? { state: task.state, area: task.area, dueAt: task.dueAt, acknowledgedAt: task.acknowledgedAt }
        : null,
    };
  });
};
