import * as v from 'valibot';
import { contract } from '../../core/contract.ts';
import { Area, AreaOut, Cursor, Instant, list, Nothing, Page, Uuid, When, Words } from '../../core/schema.ts';
import { evidenceKinds } from '../cases/rules.ts';
import { PersonBrief } from '../people/contract.ts';
import { PublicVenue } from '../venues/contract.ts';
import { milestoneKinds, mostDays, usualDays } from './rules.ts';

const Milestone = v.strictObject({
  id: v.string(),
  kind: v.picklist(milestoneKinds),
  from: When,
  to: v.nullable(When),
  venue: v.nullable(PublicVenue),
  area: v.nullable(AreaOut),
  text: v.string(),
  publicText: v.nullable(v.string()),
  publishedAt: v.nullable(When),
});

/** What the public reads: the place and the time, never who. */
export const PublicMilestone = v.strictObject({
  id: v.string(),
  kind: v.picklist(milestoneKinds),
  from: When,
  to: v.nullable(When),
  venue: v.nullable(PublicVenue),
  area: v.nullable(AreaOut),
  areaName: v.nullable(v.string()),
  text: v.string(),
  publishedAt: When,
  /** The unit that published it. */
  unit: v.nullable(v.string()),
});

/** How many cases would have been there by chance, how many times more were, and how likely that is without a reason. */
const Surprise = { expected: v.number(), lift: v.number(), p: v.number() };

const Days = v.pipe(
  v.string(),
  v.regex(/^\d{1,2}$/, 'days.range'),
  v.transform(Number),
  v.minValue(1, 'days.range'),
  v.maxValue(mostDays, 'days.range'),
);

export const mostPeople = 2000;

export const investigations = contract({
  /** Venues and events by how many cases share them, beyond what their traffic would give by chance. */
  'GET /cases/backward': {
    scope: 'trace',
    verb: 'case.read',
    query: v.strictObject({ area: v.optional(Area), days: v.optional(Days, String(usualDays)) }),
    reply: v.strictObject({
      /** Open cases whose visits were opened, and whether these are all. */
      cases: v.number(),
      isAll: v.boolean(),
      /** Visits from before this day cannot be read any more. */
      oldest: v.string(),
      items: v.array(
        v.strictObject({
          venue: PublicVenue,
          visitors: v.number(),
          ...Surprise,
          cases: v.array(
            v.strictObject({
              id: v.string(),
              code: v.string(),
              person: PersonBrief,
              stays: v.array(v.strictObject({ from: When, to: When, doubtful: v.boolean() })),
            }),
          ),
          /** When some of them were there together. */
          events: v.array(
            v.strictObject({ from: When, to: When, cases: v.number(), visitors: v.number(), ...Surprise }),
          ),
        }),
      ),
    }),
  },
  /**
   * A chain of transmission as a graph: everybody whom links of this case, of its outbreak's and of cases linked with them
   * name. In pages by person; an edge comes with the person it leads to, whose source may stand on another page.
   */
  'GET /cases/:id/graph': {
    scope: 'trace',
    verb: 'case.read',
    query: v.strictObject({
      limit: v.optional(
        v.pipe(
          v.string(),
          v.regex(/^\d{1,4}$/, 'limit.range'),
          v.transform(Number),
          v.minValue(1, 'limit.range'),
          v.maxValue(mostPeople, 'limit.range'),
        ),
        String(mostPeople),
      ),
      after: Cursor,
    }),
    reply: v.strictObject({
      nodes: v.array(
        v.strictObject({
          id: v.string(),
          name: v.string(),
          /** As the person's class has it now; none where that has run out. */
          level: v.nullable(v.string()),
          /** What the person was, and until when: a class that has run out, a case that was closed. */
          ended: v.nullable(v.strictObject({ level: v.string(), until: When })),
          area: AreaOut,
          /** The first contact known; of a case the day of it, or that of onset or sample when that was earlier. */
          since: v.nullable(When),
          case: v.nullable(v.string()),
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
      /** The names of the areas of this page. */
      areas: v.array(v.strictObject({ area: AreaOut, name: v.string() })),
      next: v.nullable(v.string()),
    }),
  },
  /** The case's own stays, to make milestones of; each reading is an opening that the person sees. */
  'GET /cases/:id/stays': {
    scope: 'trace',
    verb: 'case.read',
    reply: v.array(
      v.strictObject({ id: v.string(), venue: PublicVenue, from: When, to: v.nullable(When), doubtful: v.boolean() }),
    ),
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
  /** Publishing hides the name: the text is the officer's own, and is refused while it says who. Without `withdraw` a text is needed. */
  'POST /milestones/:id/publication': {
    scope: 'trace',
    verb: 'case.write',
    body: v.strictObject({ id: Uuid, text: v.optional(Words(500)), withdraw: v.optional(v.boolean()) }),
    reply: Milestone,
  },
  'POST /milestones/:id/removal': {
    scope: 'trace',
    verb: 'case.write',
    body: v.strictObject({ id: Uuid }),
    reply: Nothing,
  },
  /** Where cases have been, as published; the newest first. */
  'GET /public/milestones': {
    verb: 'public',
    query: v.strictObject({ ...Page, area: v.optional(Area) }),
    reply: list(PublicMilestone),
  },
});
