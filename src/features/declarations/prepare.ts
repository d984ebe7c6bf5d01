import { bodyHash } from '../../core/crypto.ts';
import { dayOf } from '../../core/day.ts';
import type { House } from '../../core/house.ts';
import { type Actor, isCitizen, mustBeAble } from '../../core/permission.ts';
import { fail } from '../../core/problem.ts';
import { mustBeCommune } from '../areas/index.ts';
import { checkWho, type SealedPerson, sealPerson } from '../people/index.ts';
import type { NewDeclarationOutput } from './form.ts';
import { versionFor } from './forms.ts';
import { mayDeclare } from './rules.ts';

/** Clocks of phones run ahead a little. */
const futureAllowed = 5 * 60_000;
/** A clock that says less was never set. */
const earliest = new Date('2000-01-01T00:00:00Z');

/** A declaration checked and sealed, ready for the flush: what of it needs no database was done before. */
export type Prepared = {
  input: NewDeclarationOutput;
  actor: Actor;
  requestId: string;
  now: Date;
  at: Date;
  day: string;
  bodyHash: Buffer;
  form: { version: string; lookBackDays: number };
  areaCode: string;
  /** Of an old list: older than its form looks back, so it gives nobody work. */
  isPast?: boolean;
  /** The person as a row, when the declaration brings one. */
  person: SealedPerson | undefined;
  sealed: Buffer;
};

const checkPlaces = ({ answers }: NewDeclarationOutput): void => {
  for (const [i, { from, to }] of answers.places.entries()) {
    if (from !== undefined && to !== undefined && to < from) {
      fail('time.order', [{ path: `answers.places.${i}.to`, code: 'time.order' }]);
    }
  }
};

/** Without a name the id alone says who it is: anything more would be lost. */
const mustBeNamed = ({ id: _, fullName, ...more }: NewDeclarationOutput['person']): void => {
  if (fullName === undefined && Object.values(more).some((value) => value !== undefined))
    fail('request.invalid', [{ path: 'person.fullName', code: 'field.missing' }]);
};

/** By which a declaration that comes again under its id is known to be the same. */
export const saidHash = (raw: unknown): Buffer => bodyHash('declaration', raw);

export const prepare = async (
  house: House,
  input: NewDeclarationOutput,
  raw: unknown,
  { actor, now, requestId }: { actor: Actor; now: Date; requestId: string },
): Promise<Prepared> => {
  const at = input.at ?? now;
  if (!input.certified) fail('declaration.not_certified', [{ path: 'certified', code: 'declaration.not_certified' }]);
  if (at.getTime() > now.getTime() + futureAllowed) fail('time.future', [{ path: 'at', code: 'time.future' }]);
  if (at < earliest) fail('request.invalid', [{ path: 'at', code: 'time.format' }]);
  const commune = await mustBeCommune(house, input.area);
  const right = mayDeclare(actor.verbs, input.form) || fail('permission.denied');
  mustBeAble(actor, 'declaration.create', right === 'anywhere' ? undefined : commune.path);
  checkPlaces(input);
  checkWho(input.person, dayOf(now), isCitizen(actor) ? 'citizen' : 'officer', 'person.');
  const day = dayOf(at);
  const form = await versionFor(house, input, day);
  const { person } = input;
  mustBeNamed(person);
  const isNew = person.fullName !== undefined;
  return {
    input,
    actor,
    requestId,
    now,
    at,
    day,
    bodyHash: saidHash(raw),
    form,
    areaCode: commune.code,
    person: isNew
      ? sealPerson(house, {
          ...person,
          fullName: person.fullName as string,
          // Whoever has no phone of their own is called on that of the account.
          phone: person.phone ?? actor.phone?.(),
          area: person.area ?? input.area,
          hamlet: person.hamlet ?? input.hamlet,
          address: person.address ?? input.address,
        })
      : undefined,
    sealed: house.keys.seal(`declaration ${input.id}`, {
      answers: input.answers,
      temperature: input.temperature,
      hamlet: input.hamlet,
      address: input.address,
    }),
  };
};

/** The answers of a stored declaration; the temperature is given beside them or among them. */
export const openAnswers = (
  house: House,
  { id, sealed }: { id: string; sealed: Buffer },
): { answers: Record<string, unknown>; temperature: number | undefined } => {
  const { answers, temperature } = house.keys.open<{
    answers: Record<string, unknown> & { temperature?: number };
    temperature?: number;
  }>(`declaration ${id}`, sealed);
  return { answers, temperature: answers.temperature ?? temperature };
};
