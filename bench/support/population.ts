import type { AreaPath } from '../../src/core/area.ts';
import { readAreas } from '../../src/features/areas/source.ts';
import { drawFamily, drawGiven, nameOf, stream } from '../../src/simulation/index.ts';

/** Chance with a seed, so that every run meets the same people. */
export const seeded = (seed: number): (() => number) => stream(seed, 0).next;

export type Somebody = { fullName: string; birthYear: number; sex: 'male' | 'female'; area: AreaPath };

/** People of the simulation's names over the real communes of Thanh Hóa, each alone: benchmarks need millions of rows, not households. */
export const population = async (seed = 1): Promise<{ somebody: () => Somebody; communes: AreaPath[] }> => {
  const { units } = await readAreas('2021');
  const communes = units
    .filter(({ level, path }) => level === 'commune' && path.startsWith('38.'))
    .map(({ path }) => path as AreaPath);
  const random = stream(seed, 0);
  return {
    communes,
    somebody: () => {
      const [birthYear, sex] = [1930 + random.below(90), random.chance(0.5) ? 'male' : 'female'] as const;
      const { middle, given } = drawGiven(random);
      const fullName = nameOf(drawFamily(random), middle, given, sex, birthYear);
      return { fullName, birthYear, sex, area: communes[random.below(communes.length)] as AreaPath };
    },
  };
};

/** One in 200 urgent, one in 20 risk, one in 10 with a symptom: as on an ordinary week of an outbreak. */
export const answersFor = (random: () => number): Record<string, unknown> => {
  const dice = random();
  const nothing = { symptoms: [], exposures: [], places: [], conditions: [] };
  if (dice < 0.005) return { ...nothing, symptoms: ['fever', 'breathless'] };
  if (dice < 0.05) return { ...nothing, exposures: ['contact_symptomatic'] };
  if (dice < 0.15) return { ...nothing, symptoms: ['cough'] };
  return nothing;
};
