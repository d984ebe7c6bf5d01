import { handlers } from '../../core/api.ts';
import type { AreaPath } from '../../core/area.ts';
import { type Db, rescope, scopeOf } from '../../core/db.ts';
import type { House } from '../../core/house.ts';
import { type Actor, isCitizen, mustBeAble } from '../../core/permission.ts';
import { fail } from '../../core/problem.ts';
import { areaName, mustBeCommune } from '../areas/index.ts';
import { everywhere, findKept, idsOf, lockPerson, type PersonRow, personBrief, placeUntil } from '../people/index.ts';
import { bearersOf, numberedAs } from './bearer.ts';
import { codes } from './contract.ts';
import { type DocumentFields, type Ending, receptionHours, type Scan } from './rules.ts';
import { codeIdFor, codeIdOf, mustReadScan, ownersOfCodes, urlOfCode } from './signing.ts';
import * as store from './store.ts';

type Asking = { db: Db; actor: Actor };

/** Work on all records that one stands for, in a scope that holds them; the actor may see that one. */
const ofHuman = async <T>(
  db: Db,
  actor: Actor,
  person: PersonRow,
  work: (ids: readonly string[]) => Promise<T>,
): Promise<T> => {
  const ids = idsOf(person);
  if (ids.length === 1) return work(ids);
  if (!isCitizen(actor)) return everywhere(db, actor, () => work(ids));
  await rescope(db, { role: 'citizen', persons: [...actor.persons, ...ids], account: actor.account });
  const result = await work(ids);
  await rescope(db, scopeOf(actor));
  return result;
};

const hour = 3_600_000;

export const codesApi = (house: House) => {
  const show = ({ id, issuedAt }: store.CodeRow) => ({ id, url: urlOfCode(house, id), issuedAt });

  /** Elsewhere the card shows no more than what tells its bearer from another: name, year of birth, commune. */
  const showRead = async (row: PersonRow, isHere: boolean) => {
    const { sex, hamlet, ...brief } = personBrief(house.keys, row);
    return {
      ...brief,
      sex: isHere ? sex : null,
      ...(isHere && { hamlet }),
      areaName: await areaName(house, row.area),
      isHere,
    };
  };

  /** The person whose card is in hand, wherever dealt with: the card and the reader's role are the reason. */
  const findOwner = async ({ db, actor }: Asking, scan: Scan): Promise<PersonRow> => {
    if (!('code' in scan) || scan.kind !== 'person')
      return fail('code.unknown', [{ path: 'text', code: 'code.unknown' }]);
    const id = codeIdOf(scan.code);
    return everywhere(db, actor, async () => {
      const owner = (await ownersOfCodes(db, [id])).get(id) ?? fail('record.missing');
      if (owner.isRevoked) fail('code.revoked');
      return (await findKept(db, [owner.personId])).get(owner.personId) ?? fail('record.missing');
    });
  };

  const findHere = async (db: Db, id: string): Promise<PersonRow | undefined> => (await findKept(db, [id])).get(id);

  /** The codes that hold of the human a record stands for; those of merged records may lie beyond the actor's scope. */
  const currentOf = ({ db, actor }: Asking, person: PersonRow) =>
    ofHuman(db, actor, person, (ids) => store.listCurrent(db, ids));
  const endAll = async (
    { db, actor }: Asking,
    person: PersonRow,
    now: Date,
    reason: Ending,
  ): Promise<store.CodeRow[]> =>
    ofHuman(db, actor, person, async (ids) => {
      const current = await store.listCurrent(db, ids);
      for (const one of current) await store.endCode(db, one, { revokedAt: now, revokedBy: actor.account, reason });
      return current;
    });

  /** Who is recorded in the own area with the document: by its numbers, for who may not search them only with all it says. */
  const findByDocument = async ({ db, actor }: Asking, fields: DocumentFields) => {
    const find = actor.verbs.has('person.search') ? numberedAs : bearersOf;
    const rows = await find(house, db, fields, actor.area);
    return Promise.all(rows.map((row) => showRead(row, true)));
  };

  const locked = async (db: Db, id: string): Promise<PersonRow> => (await lockPerson(db, id)) ?? fail('record.missing');

  return handlers(codes, {
    'GET /codes/keys': async () => ({ keys: [...house.keys.publicKeys] }),

    'GET /people/:id/code': async ({ params, actor, db, saw }) => {
      if (!isCitizen(actor) && !actor.verbs.has('person.read')) fail('permission.denied');
      const person = (await findHere(db, params.id)) ?? fail('record.missing');
      const [current] = await currentOf({ db, actor }, person);
      saw([person.id]);
      return show(current ?? fail('code.none'));
    },

    'POST /people/:id/code': async ({ params, body, actor, db, now, saw }) => {
      const person = await locked(db, params.id);
      if (person.health === 'died') fail('death.recorded');
      await endAll({ db, actor }, person, now, body.reason ?? 'renewed');
      const row: store.CodeRow = {
        personId: person.id,
        id: codeIdFor(house.keys, person.id, body.id),
        issuedAt: now,
        byAccount: actor.account,
        revokedAt: null,
        revokedBy: null,
        reason: null,
      };
      await store.insertCode(db, row);
      saw([person.id]);
      return show(row);
    },

    'POST /people/:id/code/revocation': async ({ params, body, actor, db, now, saw }) => {
      const person = await locked(db, params.id);
      const [newest] = await endAll({ db, actor }, person, now, body.reason);
      saw([person.id]);
      return { id: (newest ?? fail('code.none')).id, revokedAt: now, reason: body.reason };
    },

    'POST /codes/reading': async ({ body, actor, db, saw, note }) => {
      const scan = mustReadScan(house, body.text);
      if (body.purpose) note({ purpose: body.purpose });
      if ('fields' in scan) {
        const [person = null, ...others] = await findByDocument({ db, actor }, scan.fields);
        saw([person, ...others].flatMap((one) => (one ? [one.id] : [])));
        return { kind: scan.kind, person, others, fields: scan.fields };
      }
      if (scan.kind !== 'person') return { kind: scan.kind, person: null, others: [], fields: null };
      const row = await findOwner({ db, actor }, scan);
      saw([row.id]);
      const person = await showRead(row, (await findHere(db, row.id)) !== undefined);
      return { kind: scan.kind, person, others: [], fields: null };
    },

    'POST /codes/reception': async ({ body, actor, db, now, saw }) => {
      const area: AreaPath = body.area ?? actor.area;
      mustBeAble(actor, 'code.receive', area);
      await mustBeCommune(house, area);
      const row = await findOwner({ db, actor }, mustReadScan(house, body.text));
      const until = new Date(now.getTime() + receptionHours * hour);
      await everywhere(db, actor, async () => {
        await placeUntil(db, { personId: row.id, area, reason: 'card', since: now, until });
      });
      saw([row.id]);
      return showRead(row, true);
    },
  });
};
