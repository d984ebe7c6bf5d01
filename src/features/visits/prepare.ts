import { bodyHash, uuidOfHash } from '../../core/crypto.ts';
import { addDays, dayOf } from '../../core/day.ts';
import type { House } from '../../core/house.ts';
import { type Actor, isCitizen } from '../../core/permission.ts';
import { fail, Problem, type ProblemCode } from '../../core/problem.ts';
import { mustReadScan } from '../codes/index.ts';
import type { DocumentFields, Scan } from '../codes/rules.ts';
import { type ReadVenueCode, readVenueCode } from '../venues/index.ts';
import type { NewVisitInput } from './contract.ts';
import { futureAllowed, lateAfter, longestStay } from './rules.ts';

/** Who came, as far as the request alone tells; the flush finds the person. `self` is the first that the account holds. */
export type Who = { self: string | undefined } | { person: string } | { scan: Scan } | { guest: Guest };
/** Somebody known by a typed phone and a name, or by a card alone. */
export type Guest = { id: string; phone?: string } & Pick<
  DocumentFields,
  'fullName' | 'birthDate' | 'birthYear' | 'sex' | 'identity'
>;

export type Asked = {
  input: NewVisitInput;
  actor: Actor;
  requestId: string;
  now: Date;
  /** Tells a retry by the same actor with the same body from anything else, without telling who. */
  claim: Buffer;
};
/** A visit checked, ready for the flush: what of it needs no database was done before. */
export type Ready = Asked & {
  venue: { id: string } | { typed: string };
  code: ReadVenueCode | undefined;
  who: Who;
  isLate: boolean;
  /** The clock that measured it was off by more than can be put right. */
  isClockWrong: boolean;
};
/** Refused, unless it was stored when its time was still taken: a retry gets the first answer. */
export type Refused = Asked & { refusal: Problem };
export type Prepared = Ready | Refused;

const claimLength = 8;

const venueOf = (house: House, input: NewVisitInput) => {
  if (input.venue !== undefined) return { venue: { id: input.venue }, code: undefined };
  if (input.qr === undefined) return fail('request.invalid', [{ path: 'venue', code: 'field.missing' }]);
  const code = readVenueCode(house, input.qr);
  return { venue: 'typed' in code ? { typed: code.typed } : { id: code.venue }, code };
};

/** Someone known by a phone and a name, or by a card, has the id that these give, so that the next visit finds the same guest. */
export const guestId = (house: House, ...known: readonly string[]): string =>
  uuidOfHash(house.keys.hash('guest', known.join(' ').normalize('NFC').toLowerCase()));

/** Somebody at a door: by a code or card that was read, or by what was typed. */
export const presented = (house: House, visitor: { qr: string } | { phone: string; fullName: string }): Who => {
  if ('qr' in visitor) {
    const scan = mustReadScan(house, visitor.qr);
    return scan.kind === 'venue' || scan.kind === 'pass'
      ? fail('code.unknown', [{ path: 'visitor.qr', code: 'code.unknown' }])
      : { scan };
  }
  const { phone, fullName } = visitor;
  return { guest: { id: guestId(house, phone, fullName), phone, fullName } };
};

const whoOf = (house: House, { visitor }: NewVisitInput, actor: Actor): Who => {
  if (!visitor)
    return isCitizen(actor)
      ? { self: actor.persons[0] }
      : fail('venue.person', [{ path: 'visitor', code: 'venue.person' }]);
  return 'person' in visitor ? visitor : presented(house, visitor);
};

/** The oldest day of which visits are taken and shown: within retention, whether or not its sweep has run today. */
export const oldestKept = ({ keys, config }: House, now: Date): string =>
  [addDays(dayOf(now), -config.visitDays), keys.days.oldest()].sort().at(-1) as string;

const refusalOf = (house: House, { in: from, out: to }: NewVisitInput, now: Date): Problem | undefined => {
  const latest = now.getTime() + futureAllowed;
  const length = to ? to.getTime() - from.getTime() : 1;
  const wrong: ['in' | 'out', ProblemCode, boolean][] = [
    ['in', 'time.future', from.getTime() > latest],
    ['in', 'visit.too_old', dayOf(from) < oldestKept(house, now)],
    ['out', 'time.future', to !== undefined && to.getTime() > latest],
    ['out', 'time.order', length <= 0],
    ['out', 'visit.too_long', length > longestStay],
  ];
  const [path, code] = wrong.find(([, , is]) => is) ?? [];
  return path && code && new Problem(code, [{ path, code }]);
};

export type Sender = { actor: Actor; now: Date; requestId: string; isClockWrong?: boolean };

export const prepare = (
  house: House,
  input: NewVisitInput,
  raw: unknown,
  { actor, now, requestId, isClockWrong = false }: Sender,
): Prepared => {
  const hash = bodyHash('visit', raw).toString('base64');
  const claim = house.keys.hash('visit', `${actor.account} ${hash}`).subarray(0, claimLength);
  const asked = { input, actor, requestId, now, claim };
  const refusal = refusalOf(house, input, now);
  if (refusal) return { ...asked, refusal };
  return {
    ...asked,
    ...venueOf(house, input),
    who: whoOf(house, input, actor),
    isLate: now.getTime() - input.in.getTime() > lateAfter,
    isClockWrong,
  };
};
