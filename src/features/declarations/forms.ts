import { readFileSync } from 'node:fs';
import type { Pool } from '../../core/db.ts';
import type { forms } from './form.ts';

/** A form is data: questions, options, look-back days, the day it takes effect. A new version is a new file entry. */
export type FormDefinition = {
  form: (typeof forms)[number];
  version: string;
  lookBackDays: number;
  from: string;
  definition: Record<string, unknown>;
};

export const definitions: readonly FormDefinition[] = JSON.parse(
  readFileSync(new URL('forms.json', import.meta.url), 'utf8'),
);

/** The newest version of a form; definitions are listed oldest first. */
export const currentForm = (form: string): FormDefinition | undefined =>
  definitions.findLast((definition) => definition.form === form);

/** Writes the definitions a release brings; a version once stored is never changed. */
export const loadForms = async (owner: Pool): Promise<void> => {
  for (const { form, version, lookBackDays, from, definition } of definitions) {
    await owner`insert into form (form, version, look_back_days, from_on, definition)
      values (${form}, ${version}, ${lookBackDays}, ${from}, ${owner.json(definition as never)})
      on conflict (form, version) do nothing`;
  }
};
