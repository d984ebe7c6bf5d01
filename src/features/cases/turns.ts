import type { Db } from '../../core/db.ts';
import { takeTurns } from './class-store.ts';
import { allIdsOf, humansOf } from './humans.ts';
import * as links from './links-store.ts';

/** Some persons and whoever is two steps from them, with every id of each. */
const walk = async (
  db: Db,
  persons: readonly string[],
  next: (edge: string[]) => Promise<string[]>,
): Promise<string[]> => {
  const all = new Set(allIdsOf(await humansOf(db, persons), persons));
  let edge = [...all];
  for (let step = 0; step < 2 && edge.length > 0; step += 1) {
    const found = await next(edge);
    edge = allIdsOf(await humansOf(db, found), found).filter((person) => !all.has(person));
    for (const person of edge) all.add(person);
  }
  return [...all].sort();
};

type Around = {
  /** Who may change class. */
  reached: string[];
  /** Also those whose cases, links and isolations their classes follow from. */
  all: string[];
};

const around = async (db: Db, persons: readonly string[]): Promise<Around> => {
  const reached = await walk(db, persons, async (edge) =>
    (await links.reachedBy(db, edge)).map(({ person }) => person),
  );
  const all = await walk(db, reached, async (edge) => (await links.sourcesOf(db, edge)).map(({ source }) => source));
  return { reached, all };
};

const grown = new Error('a link was added meanwhile');

/**
 * Who may change class when the cases or links of some persons did, held until the transaction ends. Two acts that touch one person
 * go one after the other, and the second reads what the first has written. Where a link that leads further was committed while
 * this one waited, everything is let go and taken again in one order.
 */
export const reachedInTurn = async (db: Db, persons: readonly string[]): Promise<string[]> => {
  let wanted = (await around(db, persons)).all;
  for (;;) {
    const held = new Set(wanted);
    try {
      return await db.savepoint(async (inner) => {
        await takeTurns(inner, wanted);
        const { reached, all } = await around(inner, persons);
        wanted = all;
        if (!all.every((person) => held.has(person))) throw grown;
        return reached;
      });
    } catch (error) {
      if (error !== grown) throw error;
    }
  }
};
