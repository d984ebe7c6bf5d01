import type { AreaPath } from '../../core/area.ts';
import { newId } from '../../core/client.ts';
import { addDays, dayOf } from '../../core/day.ts';
import type { Db, Pool } from '../../core/db.ts';
import type { House } from '../../core/house.ts';
import type { Job } from '../../core/jobs.ts';
import { withCurrentAreas } from '../../core/moved-areas.ts';
import { movedAreas } from '../areas/index.ts';
import { findPersons } from '../people/index.ts';
import { ageOn } from '../people/rules.ts';
import { addCounts } from '../statistics/index.ts';
import { opened } from '../verification/rules.ts';
import { lookBackOf } from './forms.ts';
import { ranks } from './ingest-rows.ts';
import { type Due, findDue, findUnjudged, markJudged, raise } from './rejudge-store.ts';
import { type Answers, type EpidemicArea, isAtLeast, triage } from './rules.ts';

const pageSize = 500;

/** A declaration judged again with today's epidemic areas; undefined when that does not make it more pressing. */
const judgeAgain = async (house: House, due: Due, epidemicAreas: EpidemicArea[]) => {
  const { answers, temperature } = house.keys.open<{ answers: Answers; temperature?: number }>(
    `declaration ${due.id}`,
    due.sealed,
  );
  const judged = triage(
    // A stay names the path of its day, the epidemic areas those of today.
    {
      ...(withCurrentAreas(answers, await movedAreas(house)) as Answers),
      temperature: answers.temperature ?? temperature,
    },
    {
      day: due.day,
      age: ageOn({ ...(due.birthYear && { birthYear: due.birthYear }) }, due.day),
      lookBackDays: await lookBackOf(house, due.form, due.formVersion),
      epidemicAreas,
    },
  );
  return isAtLeast(due.triage, judged.level) ? undefined : judged;
};

const rejudgePage = async (
  house: House,
  db: Db,
  page: readonly Due[],
  epidemicAreas: EpidemicArea[],
  now: Date,
): Promise<number> => {
  let raised = 0;
  const standIns = page.flatMap(({ mergedInto }) => mergedInto ?? []);
  const dead = new Set((await findPersons(db, standIns)).filter(({ diedOn }) => diedOn).map(({ id }) => id));
  for (const due of page) {
    if (due.mergedInto && dead.has(due.mergedInto)) continue;
    const judged = await judgeAgain(house, due, epidemicAreas);
    if (!judged || judged.level === 'clear') continue;
    const item = opened(judged.level, now);
    await raise(db, due, {
      level: judged.level,
      rank: ranks.indexOf(judged.level),
      reasons: judged.reasons,
      work: newId(now.getTime()),
      takeBy: item.takeBy ?? null,
      reachBy: item.reachBy ?? null,
      at: now,
    });
    await addCounts(db, [{ area: due.area as AreaPath, day: due.day, [due.triage]: -1, [judged.level]: 1 }]);
    raised += 1;
  }
  return raised;
};

/**
 * A new or changed epidemic area re-judges the declarations of the look-back period that were not yet urgent or risk:
 * levels only rise, as a later declaration would raise them. Cost grows with the declarations of those days.
 */
const rejudge = async (house: House, owner: Pool, now: Date): Promise<{ raised: number } | undefined> => {
  const areas = await findUnjudged(owner);
  if (areas.due.length === 0) return undefined;
  const from = addDays(dayOf(now), -21);
  let raised = 0;
  let after: string | undefined;
  for (;;) {
    const page = await owner.begin(async (db) => {
      const due = await findDue(db, from, after, pageSize);
      raised += await rejudgePage(house, db, due, areas.all, now);
      return due;
    });
    after = page.at(-1)?.id;
    if (page.length < pageSize) break;
  }
  await markJudged(owner, areas.due, now);
  return { raised };
};

export const rejudgeJob = (house: House): Job => ({
  name: 'declarations re-judge',
  everySeconds: 10,
  run: (now) => rejudge(house, house.database.pools.owner, now),
});
