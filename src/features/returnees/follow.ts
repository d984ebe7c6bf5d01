import { addDays, dayOf } from '../../core/day.ts';
import type { House } from '../../core/house.ts';
import type { Declared, FollowsDeclaration, Prepared } from '../declarations/index.ts';
import type { MovesWithTransfer } from '../verification/index.ts';
import { type Said, saidPurpose } from './arrival.ts';
import { arrivalDay, expected, originOf, planFor } from './rules.ts';
import { insertArrivals, moveArrivals, supersedeArrivals } from './store.ts';

const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

const saidBy = ({ item, answers, reasons }: Declared): Said => {
  const isListed = reasons.some((reason) => reason.startsWith('stay.epidemic_area'));
  return {
    facts: {
      origin: originOf(answers.origin, isListed),
      leftOn: textOf(answers.leftOn),
      testSlip: textOf(answers.testSlip),
      testOn: textOf(answers.testOn),
      vaccination: textOf(answers.vaccination),
    },
    from: textOf(answers.from),
    vehicle: textOf(answers.vehicle),
    trip: textOf(answers.trip),
    ...(typeof answers.household === 'number' && { household: answers.household }),
    address: item.input.address ?? item.input.person.address,
  };
};

/** Declared longer ago than the form looks back, on paper or in an old list, by somebody who is home since then. */
const isLongHome = ({ day, form }: Prepared, expectedAt: Date, now: Date): boolean =>
  day < addDays(dayOf(now), -form.lookBackDays) && expectedAt < now;

/** Whoever declares a return is awaited by the station of the commune from then on, once: the later declaration counts. */
export const arrivalsFollow = (house: House): FollowsDeclaration => ({
  form: 'returnee',
  write: async (db, declared, now) => {
    const rows = declared.flatMap((one) => {
      const { item, answers, level } = one;
      const said = saidBy(one);
      const { expectedAt, dueAt } = expected(answers.arrival, item.at, now);
      if (isLongHome(item, expectedAt, now)) return [];
      const plan = planFor(said.facts, arrivalDay(expectedAt));
      return {
        personId: item.input.person.id,
        id: item.input.id,
        area: item.input.area,
        hamlet: item.input.hamlet ?? item.input.person.hamlet ?? null,
        level,
        expectedAt,
        dueAt,
        rule: plan.version,
        homeUntil: plan.until,
        tests: plan.tests,
        sealed: house.keys.seal(saidPurpose(item.input.id), said),
      };
    });
    await insertArrivals(db, rows);
    const later = declared.map(({ item, persons }) => ({ id: item.input.id, persons, at: item.at }));
    await supersedeArrivals(db, later, now);
  },
});

/** An arrival is awaited where its declaration is dealt with. */
export const arrivalsMove: MovesWithTransfer = async (db, moved) => {
  await moveArrivals(db, moved);
};
