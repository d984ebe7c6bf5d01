/** Residents of an area as an office published them. */
export type Population = { people: number; year: number; source: string };

/**
 * The residents of an area from those of its communes: null while one of them is unknown, because a sum without it would
 * make every share too great. The year is the oldest among them.
 */
export const populationOf = (communes: readonly (Population | undefined)[]): Population | null => {
  const known = communes.filter((one) => one !== undefined);
  if (known.length === 0 || known.length < communes.length) return null;
  return {
    people: known.reduce((sum, { people }) => sum + people, 0),
    year: Math.min(...known.map(({ year }) => year)),
    source: [...new Set(known.map(({ source }) => source))].join('; '),
  };
};

/**
 * The part of the population that has declared at least once, 0 to 1. Guests declare too, so that a commune may count more
 * persons than residents: that is 1.
 */
export const shareOf = (people: number, population: Population | null): number | null =>
  population === null || population.people === 0 ? null : Math.min(1, people / population.people);
