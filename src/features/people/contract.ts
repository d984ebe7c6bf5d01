import * as v from 'valibot';
import { contract } from '../../core/contract.ts';
import { Area, AreaOut, Day, Instant, list, Page, Phone, Text, Uuid, When, Words, Year } from '../../core/schema.ts';

export const sexes = ['male', 'female', 'other'] as const;
export const identityTypes = ['cccd', 'cmnd', 'passport', 'insurance'] as const;
/** What two records of one human can differ in; `birth` and `stay` (commune, hamlet, address) are chosen as a whole. */
export const mergeFields = [
  'fullName',
  'birth',
  'sex',
  'nationality',
  'phone',
  'identity',
  'stay',
  'permanentAddress',
] as const;
export const mergeSides = ['kept', 'other'] as const;
export const healthStates = ['well', 'symptomatic', 'suspect', 'treated', 'recovered', 'died'] as const;

export const Identity = v.strictObject({ type: v.picklist(identityTypes), number: Words(30) });
export const FullName = v.pipe(Words(200), v.regex(/\p{L}/u, 'name.letters'));

/** Who a person is, as a citizen or an officer writes it. Birth is a day or, where only that is known, a year. */
export const personEntries = {
  fullName: FullName,
  birthDate: v.optional(Day),
  birthYear: v.optional(Year),
  sex: v.optional(v.picklist(sexes)),
  nationality: v.optional(Text(60)),
  phone: v.optional(Phone),
  identity: v.optional(Identity),
  area: v.optional(Area),
  hamlet: v.optional(Text(120)),
  address: v.optional(Text(300)),
  permanentAddress: v.optional(Text(300)),
};

export const NewPerson = v.strictObject({
  id: Uuid,
  ...personEntries,
  area: Area,
  /** A citizen says whether this is the account's holder or a family member; officers leave it out. */
  relation: v.optional(v.picklist(['self', 'family'])),
});

const Health = v.picklist(healthStates);

export const Person = v.strictObject({
  id: v.string(),
  fullName: v.string(),
  birthDate: v.optional(v.string()),
  birthYear: v.optional(v.number()),
  sex: v.optional(v.picklist(sexes)),
  nationality: v.optional(v.string()),
  phone: v.optional(v.string()),
  identity: v.optional(v.strictObject({ type: v.picklist(identityTypes), number: v.string() })),
  area: AreaOut,
  hamlet: v.optional(v.string()),
  address: v.optional(v.string()),
  permanentAddress: v.optional(v.string()),
  health: Health,
  /** Contradictions of the identity number that an officer kept, card in hand. */
  flags: v.optional(v.array(v.string())),
});

/** What a list shows of a person: enough to recognise, nothing to copy. */
export const PersonBrief = v.strictObject({
  id: v.string(),
  fullName: v.string(),
  birthYear: v.nullable(v.number()),
  sex: v.nullable(v.picklist(sexes)),
  area: AreaOut,
  hamlet: v.optional(v.string()),
});

export const HealthChange = v.strictObject({
  id: v.string(),
  status: Health,
  at: When,
  source: v.string(),
  note: v.nullable(v.string()),
  by: v.nullable(v.string()),
});

/** One of two records that may be one human's: as it stands, and how much lies under it. */
const MergeSide = v.strictObject({
  person: Person,
  createdAt: When,
  madeAs: v.picklist(['citizen', 'officer']),
  /** By name: declarations, tests, holders… */
  holds: v.record(v.string(), v.number()),
});

const DuplicatePair = v.strictObject({
  id: v.string(),
  a: PersonBrief,
  b: PersonBrief,
  /** 0 to 1. */
  score: v.number(),
  /** What the two share. */
  reasons: v.array(v.string()),
  foundAt: When,
});

const Merge = v.strictObject({
  /** The record that was taken in, and how it was named. */
  person: v.string(),
  fullName: v.string(),
  birthYear: v.nullable(v.number()),
  at: When,
  by: v.nullable(v.string()),
  /** Merges are taken back in their order, the last first. */
  isLast: v.boolean(),
});

export const people = contract({
  'POST /people': {
    verb: 'person.create',
    body: NewPerson,
    reply: v.strictObject({
      ...Person.entries,
      duplicates: v.optional(
        v.array(
          v.strictObject({
            id: v.string(),
            fullName: v.string(),
            birthYear: v.nullable(v.number()),
            score: v.number(),
          }),
        ),
      ),
    }),
  },
  'GET /people': {
    verb: 'person.search',
    query: v.strictObject({ ...Page, search: v.optional(Text(200), ''), area: v.optional(Area) }),
    reply: list(PersonBrief),
  },
  'GET /people/:id': {
    verb: 'session',
    reply: v.strictObject({
      ...Person.entries,
      /** Null where it is not shown: to who added an adult that has not answered yet. */
      health: v.nullable(Health),
      class: v.nullable(v.string()),
      history: v.strictObject({ health: v.array(HealthChange), class: v.array(v.unknown()) }),
      diedOn: v.nullable(v.string()),
      /** For officers: the records that were merged into this one. Their ids lead here, too. */
      mergedIds: v.optional(v.array(v.string())),
    }),
  },
  'POST /people/:id/changes': {
    verb: 'person.update',
    body: v.strictObject({ id: Uuid, ...personEntries, fullName: v.optional(FullName) }),
    reply: v.strictObject({ ...Person.entries, health: v.nullable(Health) }),
  },
  /** An adult added by someone else takes the own record over, or refuses it. */
  'POST /people/:id/takeover': {
    verb: 'person.create',
    body: v.strictObject({ id: Uuid, accept: v.boolean() }),
    reply: v.strictObject({ accepted: v.boolean() }),
  },
  'POST /people/:id/health': {
    verb: 'health.write',
    body: v.strictObject({
      id: Uuid,
      status: v.picklist(healthStates),
      at: v.optional(Instant),
      note: v.optional(Text(500)),
    }),
    reply: HealthChange,
  },
  'POST /people/:id/death': {
    verb: 'health.write',
    body: v.strictObject({ id: Uuid, diedOn: Day, place: Words(200), source: Words(200) }),
    reply: HealthChange,
  },
  'POST /people/:id/death/correction': {
    verb: 'health.write',
    body: v.strictObject({ id: Uuid, reason: Words(300) }),
    reply: HealthChange,
  },
  /** Who may be one human twice, the likeliest first. */
  'GET /people/duplicates': {
    verb: 'person.merge',
    query: v.strictObject({ ...Page, area: v.optional(Area) }),
    reply: list(DuplicatePair),
  },
  /** They are two humans: the pair is not shown again. */
  'POST /people/duplicates/:id/dismissal': {
    verb: 'person.merge',
    body: v.strictObject({ id: Uuid, reason: v.optional(Text(500)) }),
    reply: v.strictObject({ id: v.string(), dismissedAt: When }),
  },
  /** What a merge would make of two records; `:id` is kept. `hindrances` are codes: while there is one, it is refused. */
  'GET /people/:id/merge': {
    verb: 'person.merge',
    query: v.strictObject({ other: Uuid }),
    reply: v.strictObject({
      kept: MergeSide,
      other: MergeSide,
      fields: v.array(
        v.strictObject({ field: v.picklist(mergeFields), choice: v.picklist(mergeSides), differs: v.boolean() }),
      ),
      hindrances: v.array(v.string()),
    }),
  },
  'POST /people/:id/merge': {
    verb: 'person.merge',
    body: v.strictObject({
      id: Uuid,
      other: Uuid,
      /** Whose value stands; what is left out stands as the preview proposes. */
      choose: v.optional(v.strictObject(v.entriesFromList(mergeFields, v.optional(v.picklist(mergeSides)))), {}),
    }),
    reply: v.strictObject({ ...Person.entries, mergedIds: v.array(v.string()) }),
  },
  /** The merges that stand in a record, the last first. */
  'GET /people/:id/merges': { verb: 'person.merge', reply: v.array(Merge) },
  /** Takes the last merge back; `:id` is the kept record or the one that was taken in. What was added since stays with the kept one. */
  'POST /people/:id/unmerge': {
    verb: 'person.merge',
    body: v.strictObject({ id: Uuid, reason: Words(500) }),
    reply: v.strictObject({ kept: Person, restored: Person }),
  },
});
