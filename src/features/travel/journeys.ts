import { type AreaPath, parseAreaPath } from '../../core/area.ts';
import type { House } from '../../core/house.ts';
import { findArea } from '../areas/index.ts';
import type { Declared, FollowsDeclaration } from '../declarations/index.ts';
import { insertJourneys, type JourneyRow, placeTravellers } from './journey-store.ts';
import { saidOf, sealJourney } from './pass.ts';
import type { PassRow } from './pass-store.ts';
import { journeyOf, seenWhileTravelling } from './rules.ts';

const knownArea = async (house: House, text: string): Promise<AreaPath | undefined> => {
  const path = parseAreaPath(text);
  return path === undefined || path === '' ? undefined : (await findArea(house, path))?.path;
};

const rowOf = async (house: House, { item, answers, level }: Declared): Promise<JourneyRow | undefined> => {
  const { id, person, area } = item.input;
  const terms = journeyOf(answers, item.at);
  const toArea = terms && (await knownArea(house, terms.to));
  if (!terms || !toArea) return undefined;
  return {
    personId: person.id,
    id,
    fromArea: (await knownArea(house, terms.from)) ?? area,
    toArea,
    vehicle: terms.vehicle,
    validFrom: terms.validFrom,
    validUntil: terms.validUntil,
    level,
    declaredAt: item.at,
    sealed: sealJourney(house, id, saidOf(answers)),
    passId: null,
  };
};

/** A domestic declaration shows the traveller at both ends by itself; a pass adds the code. */
export const journeysFollow = (house: House): FollowsDeclaration => ({
  form: 'domestic',
  write: async (db, declared, now) => {
    const rows = (await Promise.all(declared.map((one) => rowOf(house, one)))).flatMap((row) => row ?? []);
    if (rows.length === 0) return;
    await insertJourneys(db, rows);
    const places = rows.flatMap(({ personId, fromArea, toArea, validUntil }) => {
      const until = seenWhileTravelling(validUntil, now);
      return until > now ? [...new Set([fromArea, toArea])].map((area) => ({ personId, area, until })) : [];
    });
    if (places.length > 0) await placeTravellers(db, places, { reason: 'travel', since: now });
  },
});

/** A journey as it is shown: a pass that has no code yet. */
export const asPass = ({ passId: _, ...row }: JourneyRow): PassRow => ({
  ...row,
  declarationId: row.id,
  at: row.declaredAt,
  byAccount: '',
  revokedAt: null,
  revokedBy: null,
  revokedFor: null,
  revocation: null,
});
