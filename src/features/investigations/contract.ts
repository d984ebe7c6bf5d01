import * as v from 'valibot';
import { contract } from '../../core/contract.ts';
import { Area, AreaOut, Instant, Nothing, Uuid, When, Words } from '../../core/schema.ts';
import { evidenceKinds } from '../cases/rules.ts';
import { PersonBrief } from '../people/contract.ts';
import { PublicVenue } from '../venues/contract.ts';

const Milestone = v.strictObject({
  id: v.string(),
  kind: v.picklist(['place', 'onset', 'sample', 'result', 'isolation', 'transport', 'other']),
  from: When,
  to: v.nullable(When),
  venue: v.nullable(PublicVenue),
  area: v.nullable(AreaOut),
  text: v.string(),
  publicText: v.nullable(v.string()),
  publishedAt: v.nullable(When),
});

export const investigations = contract({
  /** Venues and events by how many cases share them, beyond what their traffic would give by chance. */
  'GET /cases/backward': {
    scope: 'trace',
    verb: 'case.read',
    query: v.strictObject({
      area: v.optional(Area),
      days: v.optional(v.pipe(v.string(), v.regex(/^\d{1,2}$/, 'days.range'), v.transform(Number)), '14'),
    }),
    reply: v.array(
      v.strictObject({
        venue: PublicVenue,
        cases: v.number(),
        visitors: v.number(),
        expected: v.number(),
        lift: v.number(),
        persons: v.array(PersonBrief),
      }),
    ),
  },
  /** A chain of transmission as a graph. */
  'GET /cases/:id/graph': {
    scope: 'trace',
    verb: 'case.read',
    reply: v.strictObject({
      nodes: v.array(
        v.strictObject({
          id: v.string(),
          name: v.string(),
          level: v.nullable(v.string()),
          area: AreaOut,
          since: v.nullable(When),
        }),
      ),
      edges: v.array(
        v.strictObject({
          source: v.string(),
          target: v.string(),
          kind: v.picklist(evidenceKinds),
          from: When,
          to: When,
          accepted: v.boolean(),
        }),
      ),
    }),
  },
  'GET /cases/:id/milestones': { scope: 'trace', verb: 'case.read', reply: v.array(Milestone) },
  'POST /cases/:id/milestones': {
    scope: 'trace',
    verb: 'case.write',
    body: v.strictObject({
      id: Uuid,
      kind: Milestone.entries.kind,
      from: Instant,
      to: v.optional(Instant),
      venue: v.optional(Uuid),
      area: v.optional(Area),
      text: Words(500),
    }),
    reply: Milestone,
  },
  /** Publishing hides the name: the text is the officer's own. */
  'POST /milestones/:id/publication': {
    scope: 'trace',
    verb: 'case.write',
    body: v.strictObject({ id: Uuid, text: Words(500), withdraw: v.optional(v.boolean()) }),
    reply: Milestone,
  },
  'POST /milestones/:id/removal': {
    scope: 'trace',
    verb: 'case.write',
    body: v.strictObject({ id: Uuid }),
    reply: Nothing,
  },
});
