import * as v from 'valibot';
import { Area, AreaOut, Day, Instant, Uuid, When, Words } from '../../core/schema.ts';
import { triageLevels } from '../declarations/contract.ts';
import { PersonBrief, sexes } from '../people/contract.ts';

export const gateKinds = ['border', 'airport', 'port', 'rail', 'checkpoint'] as const;
export const colours = ['green', 'amber', 'red'] as const;
/** Why a check had its colour; the first word to say to the traveller follows from `advise`. */
export const checkReasons = [
  'valid',
  'declared',
  'symptom',
  'risk',
  'urgent',
  'not_yet',
  'expired',
  'revoked',
  'forged',
  'unverified',
  'undeclared',
  'unreadable',
] as const;
/** What to do now: let go on · ask and measure · let declare here first · lead aside and call the station. */
export const advices = ['go', 'ask', 'declare', 'station'] as const;
export const entryStates = ['waiting', 'cleared', 'quarantine', 'sample', 'refused'] as const;
export const documents = ['passport', 'visa', 'test_slip', 'vaccination', 'quarantine_place'] as const;

export const level = v.picklist(triageLevels);

export const Gate = v.strictObject({
  id: v.string(),
  name: v.string(),
  kind: v.picklist(gateKinds),
  /** '' where only the country is known. */
  area: AreaOut,
  closedAt: v.nullable(When),
});
/** A gate as a traveller named it: from the list, or in words (`id` null). */
export const NamedGate = v.nullable(v.strictObject({ id: v.nullable(v.string()), name: v.string() }));

export const Pass = v.strictObject({
  id: v.string(),
  declaration: v.string(),
  person: PersonBrief,
  vehicle: v.string(),
  trip: v.nullable(v.string()),
  seat: v.nullable(v.string()),
  from: AreaOut,
  fromName: v.string(),
  to: AreaOut,
  toName: v.string(),
  fromGate: NamedGate,
  toGate: NamedGate,
  validFrom: When,
  validUntil: When,
  /** The verdict as it stands now; it differs from that at issue when the person has declared something worse since. */
  level,
  state: v.picklist(['valid', 'not_yet', 'expired', 'revoked']),
  revokedAt: v.nullable(When),
  /** A traveller may take a pass again that was only given up. */
  revokedFor: v.nullable(v.picklist(['traveller', 'officer', 'death'])),
});
/** A journey as both ends see it: its pass or, where none was made, what was declared (`id` null). */
export const Travel = v.strictObject({
  ...Pass.entries,
  id: v.nullable(v.string()),
  state: v.picklist([...Pass.entries.state.options, 'declared']),
});
/** With what its QR opens. Only for the traveller and whoever issues or prints it. */
export const IssuedPass = v.strictObject({ ...Pass.entries, url: v.string() });

export const CheckItem = v.strictObject({
  id: Uuid,
  /** What the reader read: a pass, a personal code, or the text of a citizen card. */
  text: Words(2000),
  gate: v.optional(Uuid),
  at: v.optional(Instant),
  direction: v.optional(v.picklist(['in', 'out'])),
  /** What an offline post had shown by itself. */
  shown: v.optional(v.picklist(colours)),
});

export const Verdict = v.strictObject({
  colour: v.picklist(colours),
  reason: v.picklist(checkReasons),
  advise: v.picklist(advices),
  validUntil: v.nullable(When),
});

export const Check = v.strictObject({
  id: v.string(),
  at: When,
  ...Verdict.entries,
  pass: v.nullable(
    v.strictObject({ id: v.string(), from: AreaOut, fromName: v.string(), to: AreaOut, toName: v.string() }),
  ),
  /** To compare with the card in the traveller's hand; null when nobody is known by the code. */
  person: v.nullable(
    v.strictObject({
      id: v.string(),
      fullName: v.string(),
      birthYear: v.nullable(v.number()),
      sex: v.nullable(v.picklist(sexes)),
    }),
  ),
});

export const Entry = v.strictObject({
  /** The declaration's own id. */
  id: v.string(),
  person: PersonBrief,
  gate: NamedGate,
  /** The commune the person goes to stay in. */
  area: AreaOut,
  areaName: v.string(),
  declaredAt: When,
  level,
  symptoms: v.array(v.string()),
  /** What was answered, by the ids of the questions: passport, countries, trip, … */
  answers: v.looseObject({}),
  state: v.picklist(entryStates),
  confirmation: v.nullable(
    v.strictObject({
      at: When,
      by: v.nullable(v.string()),
      temperature: v.nullable(v.number()),
      documents: v.array(v.picklist(documents)),
      /** Not shown to the traveller. */
      note: v.nullable(v.string()),
    }),
  ),
});

/** A century that a moment of it fits into every clock. */
export const TravelDay = v.pipe(
  Day,
  v.check((day) => day >= '2000-01-01' && day < '2100-01-01', 'day.range'),
);

export const gateEntries = { name: Words(200), kind: v.picklist(gateKinds), area: Area };
