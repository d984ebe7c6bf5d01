import * as v from 'valibot';
import { contract } from '../../core/contract.ts';
import { Area, AreaOut, Day, Instant, list, Page, Phone, Text, Uuid, When, Words, Year } from '../../core/schema.ts';

export const sexes = ['male', 'female', 'other'] as const;
export const identityTypes = ['cccd', 'cmnd', 'passport', 'insurance'] as const;
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
    }),
  },
  'POST /people/:id/changes': {
    verb: 'person.update',
    body: v.strictObject({ id: Uuid, ...personEntries, fullName: v.optional(FullName) }),
    reply: Person,
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
});
