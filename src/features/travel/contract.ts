import * as v from 'valibot';
import { contract } from '../../core/contract.ts';
import {
  Area,
  AreaOut,
  batchOf,
  Cursor,
  Day,
  Flag,
  Instant,
  list,
  Page,
  Temperature,
  Text,
  Uuid,
  When,
  Words,
} from '../../core/schema.ts';
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

const level = v.picklist(triageLevels);

export const Gate = v.strictObject({
  id: v.string(),
  name: v.string(),
  kind: v.picklist(gateKinds),
  /** '' where only the country is known. */
  area: AreaOut,
  closedAt: v.nullable(When),
});
/** A gate as a traveller named it: from the list, or in words (`id` null). */
const NamedGate = v.nullable(v.strictObject({ id: v.nullable(v.string()), name: v.string() }));

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

const Verdict = v.strictObject({
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
const TravelDay = v.pipe(
  Day,
  v.check((day) => day >= '2000-01-01' && day < '2100-01-01', 'day.range'),
);

const gateEntries = { name: Words(200), kind: v.picklist(gateKinds), area: Area };

export const travel = contract({
  /** All that are open, never paged: a few hundred. `closed=true` adds those that are closed. */
  'GET /gates': {
    verb: 'public',
    query: v.strictObject({
      kind: v.optional(v.picklist(gateKinds)),
      area: v.optional(Area),
      closed: v.optional(Flag),
    }),
    reply: v.array(Gate),
  },
  'POST /gates': { verb: 'gate.write', body: v.strictObject({ id: Uuid, ...gateEntries }), reply: Gate },
  'POST /gates/:id/changes': {
    verb: 'gate.write',
    body: v.strictObject({
      id: Uuid,
      name: v.optional(gateEntries.name),
      kind: v.optional(gateEntries.kind),
      area: v.optional(Area),
      closed: v.optional(v.boolean()),
    }),
    reply: Gate,
  },
  /** CSV or XLSX with a column `name`, perhaps `kind` and `area`; `area` and `kind` of the query stand for cells left empty. */
  'POST /gates/import': {
    verb: 'gate.write',
    kind: 'open',
    upload: true,
    bodyLimit: 4 << 20,
    query: v.strictObject({
      id: Uuid,
      mode: v.picklist(['check', 'apply']),
      area: v.optional(Area),
      kind: v.optional(v.picklist(gateKinds)),
    }),
    reply: v.strictObject({
      rows: v.number(),
      accepted: v.number(),
      /** Of the accepted: those that were not there already. */
      added: v.number(),
      rejected: v.array(v.strictObject({ row: v.number(), field: v.string(), code: v.string() })),
      /** Null when nothing was written. */
      receipt: v.nullable(v.string()),
    }),
  },

  /** Makes the pass of a domestic declaration; 422 with the fields that it needs and the declaration does not say. */
  'POST /declarations/:id/pass': { verb: 'pass.create', body: v.strictObject({ id: Uuid }), reply: IssuedPass },
  /** A citizen's own, newest first. */
  'GET /passes': { verb: 'pass.read.own', query: v.strictObject({ ...Page }), reply: list(Pass) },
  /** Passes revoked since then that would still be valid: what a post without network must know. */
  'GET /passes/revoked': {
    verb: 'pass.check',
    query: v.strictObject({ since: v.optional(Instant), after: Cursor }),
    reply: v.strictObject({ at: When, items: v.array(v.string()), next: v.nullable(v.string()) }),
  },
  'GET /passes/:id': { verb: 'pass.read', reply: IssuedPass },
  'POST /passes/:id/revocation': {
    verb: 'pass.revoke',
    body: v.strictObject({ id: Uuid, reason: Words(500) }),
    reply: Pass,
  },
  /**
   * Who arrives in an area, or leaves it, by the day of departure, with a pass or without. `today`, with the first page: how many
   * set out today; 1000 stands for more.
   */
  'GET /travels': {
    verb: 'travel.read',
    query: v.strictObject({
      ...Page,
      area: v.optional(Area),
      direction: v.optional(v.picklist(['arriving', 'leaving']), 'arriving'),
      from: v.optional(TravelDay),
      to: v.optional(TravelDay),
    }),
    reply: v.strictObject({ ...list(Travel).entries, today: v.nullable(v.number()) }),
  },

  'POST /checks': { verb: 'pass.check', body: CheckItem, reply: Check },
  'POST /checks/batch': {
    verb: 'pass.check',
    bodyLimit: 2 << 20,
    body: batchOf(v.unknown()),
    reply: v.strictObject({
      results: v.array(
        v.strictObject({
          id: v.nullable(v.string()),
          status: v.number(),
          code: v.optional(v.string()),
          fields: v.optional(v.array(v.strictObject({ path: v.string(), code: v.string() }))),
          colour: v.optional(v.picklist(colours)),
          reason: v.optional(v.picklist(checkReasons)),
        }),
      ),
    }),
    status: 200,
  },
  /** What was checked at the posts of an area, newest first; it names nobody. `shown`: what a post had shown by itself. */
  'GET /checks': {
    verb: 'pass.check',
    query: v.strictObject({
      ...Page,
      area: v.optional(Area),
      gate: v.optional(Uuid),
      colour: v.optional(v.picklist(colours)),
      shown: v.optional(v.picklist(colours)),
      since: v.optional(Instant),
    }),
    reply: list(
      v.strictObject({
        id: v.string(),
        at: When,
        gate: NamedGate,
        direction: v.nullable(v.picklist(['in', 'out'])),
        colour: v.picklist(colours),
        reason: v.picklist(checkReasons),
        /** What the post had shown while it was offline. */
        shown: v.nullable(v.picklist(colours)),
      }),
    ),
  },

  /** `code`: the signed personal code that a traveller shows at a gate that was not named in the declaration. */
  'GET /entries': {
    verb: 'entry.read',
    query: v.strictObject({
      ...Page,
      gate: v.optional(Uuid),
      state: v.optional(v.picklist(entryStates)),
      area: v.optional(Area),
      code: v.optional(Text(600)),
    }),
    reply: list(Entry),
  },
  /** The gate's health officer has seen the traveller. Once; put right afterwards with the reason as `correction`. */
  'POST /entries/:id/confirmation': {
    verb: 'entry.confirm',
    body: v.strictObject({
      id: Uuid,
      gate: Uuid,
      outcome: v.picklist(['cleared', 'quarantine', 'sample', 'refused']),
      temperature: v.optional(Temperature),
      documents: v.optional(v.array(v.picklist(documents)), []),
      note: v.optional(Text(1000)),
      at: v.optional(Instant),
      /** Opens an entry that was declared for another gate. */
      code: v.optional(Text(600)),
      correction: v.optional(Words(500)),
    }),
    reply: Entry,
  },
});
