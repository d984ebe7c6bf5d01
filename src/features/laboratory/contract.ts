import * as v from 'valibot';
import { contract } from '../../core/contract.ts';
import { Area, AreaOut, list, Page, Uuid, When } from '../../core/schema.ts';
import { PersonBrief } from '../people/contract.ts';
import { methods } from '../verification/contract.ts';
import { matchedBy, results } from './rules.ts';

export const laboratory = contract({
  /**
   * A laboratory's list of results, matched row by row to samples that await one. `check` says what would be written, `apply`
   * writes it; a row that is not understood, or whose sample is not found for certain, comes back with the reason.
   */
  'POST /tests/import': {
    verb: 'test.write',
    kind: 'open',
    upload: true,
    bodyLimit: 16 << 20,
    query: v.strictObject({
      id: Uuid,
      mode: v.optional(v.picklist(['check', 'apply']), 'check'),
      area: v.optional(Area),
    }),
    reply: v.strictObject({
      rows: v.number(),
      accepted: v.number(),
      positive: v.number(),
      /** Of the accepted ones: the result is written already, and stays. */
      known: v.number(),
      matched: v.array(
        v.strictObject({
          row: v.number(),
          test: v.string(),
          person: PersonBrief,
          sampledAt: When,
          result: v.picklist(results),
          by: v.picklist(matchedBy),
        }),
      ),
      /** Of the rejected ones: the name differs from that of the sample's person by its marks alone. Somebody decides, and writes the result by hand. */
      doubtful: v.array(
        v.strictObject({
          row: v.number(),
          /** As the list writes it. */
          name: v.string(),
          test: v.string(),
          person: PersonBrief,
          sampledAt: When,
          result: v.picklist(results),
          resultAt: When,
        }),
      ),
      rejected: v.array(v.strictObject({ row: v.number(), field: v.string(), code: v.string() })),
      /** The refused rows go back as they came. */
      left: v.strictObject({
        header: v.array(v.string()),
        rows: v.array(v.strictObject({ row: v.number(), cells: v.array(v.string()) })),
      }),
    }),
  },
  /** Positive results for which no case stands, the newest first: each proposes one. */
  'GET /tests/positives': {
    scope: 'trace',
    verb: 'test.read',
    query: v.strictObject({ ...Page, area: v.optional(Area) }),
    reply: list(
      v.strictObject({
        id: v.string(),
        person: PersonBrief,
        area: AreaOut,
        areaName: v.string(),
        sampledAt: When,
        resultAt: When,
        method: v.picklist(methods),
        lab: v.nullable(v.string()),
      }),
    ),
  },
});
