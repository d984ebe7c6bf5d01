import { parseAreaPath } from '../../../core/area.ts';
import { client } from '../../../core/client.ts';
import { dayOf } from '../../../core/day.ts';
import type { Shelf } from '../../../web/kit/shelf.ts';
import { ageOn } from '../../people/rules.ts';
import type { declarations } from '../contract.ts';
import type { NewDeclarationInput } from '../form.ts';
import { type Answers, type EpidemicArea, type Triage, triage } from '../rules.ts';
import { lookBackDays } from './draft.ts';

const call = client<typeof declarations>();
const key = 'epidemic-areas';

/** Fetched while there is a network, so that a declaration can be judged without one. */
export const keepEpidemicAreas = async (shelf: Promise<Shelf>): Promise<void> => {
  const found = await call('GET /epidemic-areas', {}).catch(() => undefined);
  if (found) await (await shelf).set(key, found);
};

const epidemicAreas = async (shelf: Promise<Shelf>): Promise<EpidemicArea[]> =>
  ((await (await shelf).get<{ area: string; from: string; to: string | null; source: string }[]>(key)) ?? []).flatMap(
    ({ area, from, to, source }) => {
      const path = parseAreaPath(area);
      return path ? [{ area: path, from, source, ...(to && { to }) }] : [];
    },
  );

/** The server's own rule, on the device: a provisional answer until the declaration has arrived. */
export const judge = async (
  shelf: Promise<Shelf>,
  body: NewDeclarationInput,
  birthYear: number | null,
): Promise<Triage> => {
  const day = dayOf(body.at ? new Date(body.at) : new Date());
  return triage(body.answers as Answers, {
    day,
    age: birthYear === null ? undefined : ageOn({ birthYear }, day),
    lookBackDays,
    epidemicAreas: await epidemicAreas(shelf),
  });
};
