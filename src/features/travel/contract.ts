import * as v from 'valibot';
import { contract } from '../../core/contract.ts';
import {
  Area,
  batchOf,
  Cursor,
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
import {
  Check,
  CheckItem,
  checkReasons,
  colours,
  documents,
  Entry,
  entryStates,
  Gate,
  gateEntries,
  gateKinds,
  IssuedPass,
  NamedGate,
  Pass,
  Travel,
  TravelDay,
} from './shapes.ts';

export { advices, CheckItem, checkReasons, colours, documents, entryStates, gateKinds } from './shapes.ts';

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
    /**
     * `quarantine`: how many go to stay in the area whom a gate has sent into quarantine in the last 14 days; with the first page of
     * an officer's list.
     */
    reply: v.strictObject({ ...list(Entry).entries, quarantine: v.nullable(v.number()) }),
  },
  /** The gate's health officer has seen the traveller. Once; put right afterwards with the reason as `correction`. */
  'POST /entries/:id/confirmation': {
    verb: 'entry.confirm',
    body: v.strictObject({
      id: Uuid,
      gate: Uuid,
      outcome: v.picklist(['cleared', 'quarantine', 'sample', 'refused']),
      /** With `quarantine`: a sample was taken as well; with `sample` it always was. Its result is awaited from then on. */
      sampled: v.optional(v.boolean(), false),
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
