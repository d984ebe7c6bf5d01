import { readFileSync } from 'node:fs';
import { canonical } from '../../core/crypto.ts';
import type { Pool } from '../../core/db.ts';
import type { House } from '../../core/house.ts';
import { whereOf } from '../../core/log.ts';
import { fail } from '../../core/problem.ts';
import { checkAnswers, isKnownAnswer, versionOn, versionsAround } from './answers.ts';
import { checkVersion } from './definition.ts';
import type { NewDeclarationOutput } from './form.ts';
import { type FormVersion, insertVersion, listVersions } from './forms-store.ts';

export type { FormVersion } from './forms-store.ts';

/** What a release brings; an installation may hold more. */
export const definitions: readonly FormVersion[] = JSON.parse(
  readFileSync(new URL('forms.json', import.meta.url), 'utf8'),
);

/** Writes the versions a release brings; those that are stored stay as they are. */
export const loadForms = async (owner: Pool): Promise<void> => {
  for (const definition of definitions) await insertVersion(owner, definition);
};

/** Versions this old are renewed behind the next reader's back: `forms load` beside a running server is seen within a minute. */
const freshFor = 60_000;

type Versions = ReadonlyMap<string, readonly FormVersion[]>;
type Held = { versions: Promise<Versions>; until: number };
const held = new WeakMap<House, Held>();

/** The stored versions of every form, oldest first, from memory. */
export const formVersions = (house: House): Promise<Versions> => {
  const now = performance.now();
  const last = held.get(house);
  if (last && last.until > now) return last.versions;
  const next = listVersions(house.database.door).then((rows) => Map.groupBy(rows, ({ form }) => form) as Versions);
  if (!last) {
    held.set(house, { versions: next, until: now + freshFor });
    next.catch(() => held.delete(house));
    return next;
  }
  last.until = now + freshFor;
  next.then(
    (versions) => held.set(house, { versions: Promise.resolve(versions), until: performance.now() + freshFor }),
    (error) => house.log.warn('forms not renewed', whereOf(error)),
  );
  return last.versions;
};

const noForm = (path: string) => fail('declaration.form_unknown', [{ path, code: 'declaration.form_unknown' }]);

/**
 * The version that a declaration of a day answers: the one it names, else the newest of the last 30 days under which its
 * answers are valid. Refuses answers that fit none of them by the newest one.
 */
export const versionFor = async (
  house: House,
  { form, formVersion, answers }: Pick<NewDeclarationOutput, 'form' | 'formVersion' | 'answers'>,
  day: string,
): Promise<FormVersion> => {
  const versions = (await formVersions(house)).get(form) ?? [];
  const newest = versionOn(versions, day) ?? noForm('form');
  if (formVersion === undefined && Object.keys(answers).every(isKnownAnswer)) return newest;
  const around = versionsAround(versions, day);
  const named = around.find(({ version }) => version === formVersion);
  if (formVersion !== undefined && !named) noForm('formVersion');
  const found = (named ? [named] : around).find(({ definition }) => checkAnswers(definition, answers).length === 0);
  return found ?? fail('request.invalid', checkAnswers((named ?? newest).definition, answers).slice(0, 50));
};

/** How far a version looks back, in days; of a declaration that is judged again. */
export const lookBackOf = async (house: House, form: string, version: string): Promise<number> =>
  (await formVersions(house)).get(form)?.find((one) => one.version === version)?.lookBackDays ?? 14;

/**
 * The operator's new version of a form, or everything that is wrong with it in words. One that is stored is not changed,
 * because declarations rest on it.
 */
export const loadForm = async (
  house: House,
  given: unknown,
): Promise<{ version: FormVersion; isNew: boolean } | { problems: string[] }> => {
  const checked = checkVersion(given);
  if ('problems' in checked) return checked;
  const { version } = checked;
  const { owner } = house.database.pools;
  const stored = (await listVersions(owner)).filter(({ form }) => form === version.form);
  const name = `${version.form} ${version.version}`;
  const same = stored.find((one) => one.version === version.version);
  if (same && canonical(same) !== canonical(version)) {
    return { problems: [`${name} is stored already and is not changed; give the new one a version of its own`] };
  }
  const beside = stored.find((one) => one.from === version.from && one !== same);
  if (beside) return { problems: [`${name}: ${version.form} ${beside.version} takes effect on ${version.from} too`] };
  const isNew = await insertVersion(owner, version);
  held.delete(house);
  return { version, isNew };
};

/** The stored versions as the operator sees them. */
export const listForms = (owner: Pool): Promise<FormVersion[]> => listVersions(owner);
