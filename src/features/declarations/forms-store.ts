import type { Db, Pool } from '../../core/db.ts';
import type { Definition } from './answers.ts';
import type { forms } from './form.ts';

/** A version of a form: its questions, how many days it looks back, the day it takes effect. Once stored it is never changed. */
export type FormVersion = {
  form: (typeof forms)[number];
  version: string;
  lookBackDays: number;
  from: string;
  definition: Definition;
};

export const listVersions = (db: Db | Pool) => db<FormVersion[]>`
  select form, version, look_back_days, from_on as "from", definition from form order by form, from_on, version`;

/** Leaves a stored version as it is; answers whether this one is new. */
export const insertVersion = async (
  db: Db | Pool,
  { form, version, lookBackDays, from, definition }: FormVersion,
): Promise<boolean> => {
  const rows = await db`
    insert into form (form, version, look_back_days, from_on, definition)
    values (${form}, ${version}, ${lookBackDays}, ${from}, ${db.json(definition as never)})
    on conflict (form, version) do nothing returning version`;
  return rows.length > 0;
};
