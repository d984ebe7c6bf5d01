import * as v from 'valibot';
import { contract } from '../../core/contract.ts';
import { Area, Uuid, When, Words } from '../../core/schema.ts';
import { identityTypes, PersonBrief, sexes } from '../people/contract.ts';
import { endings, purposes, statedEndings } from './rules.ts';

/** The current code of a person: its own opaque id, not the person's, and the address that its QR holds. */
export const PersonCode = v.strictObject({ id: v.string(), url: v.string(), issuedAt: When });

/** Who a code leads to. `isHere`: dealt with in the reader's area; of anyone else no sex and no hamlet are shown. */
const ReadPerson = v.strictObject({ ...PersonBrief.entries, areaName: v.string(), isHere: v.boolean() });

const Fields = v.strictObject({
  fullName: v.string(),
  birthDate: v.optional(v.string()),
  birthYear: v.optional(v.number()),
  sex: v.optional(v.picklist(sexes)),
  identity: v.optional(v.strictObject({ type: v.picklist(identityTypes), number: v.string() })),
  formerNumber: v.optional(v.string()),
  address: v.optional(v.string()),
  issuedOn: v.optional(v.string()),
});

const Scanned = Words(2000);

export const codes = contract({
  /** What a post needs to check codes without a network: each version's public Ed25519 key, 32 bytes as base64url. */
  'GET /codes/keys': {
    verb: 'public',
    reply: v.strictObject({ keys: v.array(v.strictObject({ kid: v.number(), key: v.string() })) }),
  },
  /** 404 `code.none` where there is none yet, or the last was withdrawn. */
  'GET /people/:id/code': { verb: 'session', reply: PersonCode },
  /** The first code or a new one; the one before ends (`lost` or, unless said so, `renewed`). */
  'POST /people/:id/code': {
    verb: 'code.issue',
    body: v.strictObject({ id: Uuid, reason: v.optional(v.picklist(['lost', 'renewed'])) }),
    reply: PersonCode,
  },
  'POST /people/:id/code/revocation': {
    verb: 'code.issue',
    body: v.strictObject({ id: Uuid, reason: v.picklist(statedEndings) }),
    reply: v.strictObject({ id: v.string(), revokedAt: When, reason: v.picklist(endings) }),
  },
  /** Any text a reader gave: a code of this system, bare or as an address, a citizen card's, the national PC-Covid string. */
  'POST /codes/reading': {
    verb: 'code.read',
    body: v.strictObject({ id: Uuid, text: Scanned, purpose: v.optional(v.picklist(purposes)) }),
    reply: v.strictObject({
      kind: v.picklist(['person', 'pass', 'venue', 'card', 'pc_covid']),
      person: v.nullable(ReadPerson),
      /** Further records with the same identity number. */
      others: v.array(ReadPerson),
      /** What a document says, for the form. */
      fields: v.nullable(Fields),
    }),
  },
  /** Whoever shows a card at a unit is received there: from now on seen in its commune, for a day unless more is recorded. */
  'POST /codes/reception': {
    verb: 'code.receive',
    body: v.strictObject({ id: Uuid, text: Scanned, area: v.optional(Area) }),
    reply: ReadPerson,
  },
});
