import { handlers } from '../../core/api.ts';
import { type AreaPath, levelDepth, parseAreaPath } from '../../core/area.ts';
import { uuidFrom } from '../../core/crypto.ts';
import { decodeCursor, encodeCursor, isUuid, wrongCursor } from '../../core/cursor.ts';
import { addDays, dayOf } from '../../core/day.ts';
import { type Db, scopeOf } from '../../core/db.ts';
import type { House } from '../../core/house.ts';
import { type Actor, isCitizen, mustBeAble } from '../../core/permission.ts';
import { fail } from '../../core/problem.ts';
import { accountOfPhone, accountsOfPhones, phonesOf } from '../accounts/index.ts';
import { areaTree, mustBeCommune, mustFindArea } from '../areas/index.ts';
import { findByText, newTypedCode, readVenueCode, screenCode } from './codes.ts';
import { venues } from './contract.ts';
import { filterOf } from './filter.ts';
import { handOverPart } from './hand-over.ts';
import { partsOf, readVenues, unknownOf } from './import.ts';
import { changed, closed, madeVenue, opened } from './made.ts';
import { posterFile } from './poster-file.ts';
import { remind } from './reminders.ts';
import { show, showPoster, showPublic } from './shown.ts';
import * as store from './store.ts';
import { tellClosed } from './told.ts';

const positionOf = (after: string | undefined): store.Place | undefined => {
  const values = decodeCursor(after, 2);
  if (!values) return undefined;
  const [area, id] = values;
  return typeof area === 'string' && parseAreaPath(area) !== undefined && isUuid(id) ? { area, id } : wrongCursor();
};

export const venuesApi = (house: House) => {
  /** The venues, when the actor has to do with each of them: who works there, or the officers of its area. */
  const allKnown = async (
    db: Db,
    actor: Actor,
    found: readonly (store.VenueRow | undefined)[],
    verb: string,
  ): Promise<store.VenueRow[]> => {
    const all = found.map((venue) => venue ?? fail('record.missing'));
    for (const { area } of all) mustBeAble(actor, verb, area);
    if (!isCitizen(actor)) return all;
    const own = await store.workplaces(
      db,
      actor.account,
      all.map(({ id }) => id),
    );
    return all.every(({ id }) => own.has(id)) ? all : fail('record.missing');
  };
  const known = async (db: Db, actor: Actor, venue: store.VenueRow | undefined, verb: string) =>
    (await allKnown(db, actor, [venue], verb))[0] as store.VenueRow;
  const findAll = async (db: Db, ids: readonly string[]): Promise<(store.VenueRow | undefined)[]> => {
    const found = new Map((await store.findVenues(db, ids)).map((venue) => [venue.id, venue]));
    return [...new Set(ids)].map((id) => found.get(id));
  };

  /** A venue that the actor has to do with, held for a change: of citizens the owner's alone. */
  const owned = async (db: Db, actor: Actor, id: string): Promise<store.VenueRow> => {
    await known(db, actor, await store.findVenue(db, id), 'venue.create');
    if (isCitizen(actor) && (await store.roleAt(db, id, actor.account)) !== 'owner') fail('permission.denied');
    return (await store.lockVenue(db, id)) ?? fail('record.missing');
  };
  const saved = async (db: Db, venue: store.VenueRow, actor: Actor) => {
    await store.updateVenue(db, venue);
    return show(house, venue, actor);
  };
  /** Who works there, and whom it is offered to. */
  const members = async (db: Db, { id, heir, offeredAt, changedAt }: store.VenueRow) => {
    const standing = await store.membersOf(db, id);
    const offer = heir ? [{ accountId: heir, role: 'heir' as const, since: offeredAt ?? changedAt }] : [];
    const rows = [...standing.filter(({ accountId }) => accountId !== heir), ...offer];
    const phones = await phonesOf(
      house,
      rows.map(({ accountId }) => accountId),
    );
    return rows.map(({ accountId, role, since }) => ({
      id: accountId,
      role,
      since,
      phone: phones.get(accountId) ?? null,
    }));
  };

  return handlers(venues, {
    'POST /venues': async ({ body, actor, db, now }) => {
      const commune = await mustBeCommune(house, body.area);
      mustBeAble(actor, 'venue.create', commune.path);
      const phone = body.phone ?? actor.phone?.();
      const owner = isCitizen(actor) || !phone ? actor.account : await accountOfPhone(house, phone, now);
      const venue = madeVenue(house, { ...body, phone, owner, code: newTypedCode(), now });
      await store.insertVenue(db, venue);
      await store.saveMember(db, { venueId: venue.id, accountId: owner, role: 'owner', since: now });
      return show(house, venue, actor);
    },

    'GET /venues': async ({ query, actor, db, now }) => {
      const { limit, after, area, ...asked } = query;
      if (area !== undefined) mustBeAble(actor, 'venue.read', area);
      const filter = filterOf(asked, now);
      const position = positionOf(after);
      const rows = isCitizen(actor)
        ? await store.venuesOf(db, actor.account, filter, position, limit + 1)
        : await store.listVenues(db, area ?? actor.area, filter, position, limit + 1);
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      return {
        items: await Promise.all(page.map((venue) => show(house, venue, actor))),
        next: rows.length > limit && last ? encodeCursor([last.area, last.id]) : null,
      };
    },

    'GET /venues/:id': async ({ params, actor, db }) => {
      const venue = await store.findVenue(db, params.id);
      // Whom it is offered to sees what it is, before the answer; not who works there, nor how many come.
      const isOffered = isCitizen(actor) && venue?.heir === actor.account;
      return show(house, isOffered ? venue : await known(db, actor, venue, 'venue.read'), actor);
    },

    'POST /venues/:id/changes': async ({ params, body, actor, db, now }) => {
      const before = await owned(db, actor, params.id);
      if (body.area !== undefined) mustBeAble(actor, 'venue.create', (await mustBeCommune(house, body.area)).path);
      return saved(db, changed(house, before, body, now), actor);
    },

    'POST /venues/:id/closure': async ({ params, body, actor, db, now }) => {
      const before = await owned(db, actor, params.id);
      const as = isCitizen(actor) ? 'citizen' : 'officer';
      const isStations = before.closedAs === 'officer' && as === 'citizen';
      if (isStations && body.reopen) fail('venue.closed_by_station');
      if (isStations) return show(house, before, actor);
      const by = { account: actor.account, as, reason: body.reason } as const;
      const after = body.reopen ? opened(before, now) : closed(house, before, by, now);
      if (as === 'officer' && after.state !== before.state) await tellClosed(house, db, after);
      return saved(db, after, actor);
    },

    'POST /venues/:id/code': async ({ params, actor, db, now }) => {
      const before = await owned(db, actor, params.id);
      return saved(db, { ...before, serial: before.serial + 1, changedAt: now }, actor);
    },

    'GET /venues/:id/members': async ({ params, actor, db }) =>
      members(db, await known(db, actor, await store.findVenue(db, params.id), 'venue.read')),

    'POST /venues/:id/members': async ({ params, body, actor, db, now }) => {
      const venue = await owned(db, actor, params.id);
      const account = await accountOfPhone(house, body.phone, now);
      const role = await store.roleAt(db, venue.id, account);
      if (body.remove && account === venue.heir) {
        const kept = { ...venue, heir: null, offeredAt: null, changedAt: now };
        await store.updateVenue(db, kept);
        return members(db, kept);
      }
      if (role === 'owner') fail('record.conflict', [{ path: 'phone', code: 'record.conflict' }]);
      if (body.remove) await store.endMember(db, venue.id, account, now);
      else await store.saveMember(db, { venueId: venue.id, accountId: account, role: 'controller', since: now });
      return members(db, venue);
    },

    ...handOverPart(house, { owned, members }),

    'GET /venues/:id/days': async ({ params, actor, db }) =>
      store.daysOf(db, (await known(db, actor, await store.findVenue(db, params.id), 'venue.read')).id, 60),

    'GET /venues/:id/screen': async ({ params, actor, db, now }) => {
      const venue = await known(db, actor, await store.findVenue(db, params.id), 'venue.read');
      return venue.rotating ? screenCode(house, venue, now) : fail('record.missing');
    },

    'GET /venues/:id/poster': async ({ params, query, actor, now, http }) => {
      const { also = [], ...wanted } = query;
      if (also.length > 0 && query.format === 'svg')
        fail('request.invalid', [{ path: 'format', code: 'poster.one_sheet' }]);
      const all = await house.database.within(scopeOf(actor), async (db) =>
        allKnown(db, actor, await findAll(db, [params.id, ...also]), 'venue.read'),
      );
      const { type, name, body } = await posterFile(
        await Promise.all(all.map((one) => showPoster(house, one))),
        wanted,
        now,
      );
      http.type(type).headers({ 'content-disposition': `attachment; filename="${name}"`, 'cache-control': 'no-store' });
      http.send(body);
      return undefined;
    },

    'GET /venues/lookup': async ({ query, db }) => {
      const venue = (await findByText(house, db, query.code)) ?? fail('record.missing');
      const code = readVenueCode(house, query.code);
      return { ...(await showPublic(house, venue)), serial: 'typed' in code ? venue.serial : code.serial };
    },

    'POST /venues/reminders': async ({ body, actor, db, now }) => {
      const found = await allKnown(db, actor, await findAll(db, body.venues), 'venue.remind');
      const { sent, passed } = await remind(house, db, found, now);
      return { sent, skipped: body.venues.length - sent, passed };
    },

    'POST /venues/import': async ({ query, body, actor, now, settle }) => {
      const area = query.area ?? actor.area;
      mustBeAble(actor, 'venue.manage', area);
      await mustFindArea(house, area);
      const read = await readVenues(house, body, area);
      return settle(async ({ db, note }) => {
        const communes = [...new Set(read.venues.map((venue) => venue.area))];
        const fresh = unknownOf(read.venues, await store.standingIn(db, communes));
        if (query.mode === 'apply') {
          const owners = await accountsOfPhones(
            house,
            fresh.flatMap(({ phone }) => phone ?? []),
            now,
          );
          const made = fresh.map((venue, i) => {
            const owner = owners.get(venue.phone ?? '') ?? actor.account;
            return madeVenue(house, { ...venue, id: uuidFrom(query.id, i), owner, code: newTypedCode(), now });
          });
          await store.insertVenues(db, made);
        }
        const counts = { rows: read.rows, accepted: read.venues.length, known: read.venues.length - fresh.length };
        note({ id: query.id, mode: query.mode, ...counts });
        return { ...counts, ...partsOf(read.venues), rejected: read.rejected, left: read.left };
      });
    },

    'GET /venues/activity': async ({ query, actor, db, now }) => {
      const area = query.area ?? actor.area;
      mustBeAble(actor, 'figure.read', area);
      const unit = await mustFindArea(house, area);
      const children = (await areaTree(house)).childrenOf(unit.path);
      const rows = children.length > 0 ? children : [unit];
      const depth = levelDepth((rows[0] as { path: AreaPath }).path);
      const found = await store.activity(db, unit.path, depth, addDays(dayOf(now), -7));
      const counts = new Map(found.map(({ child, ...row }) => [child, row]));
      return rows.map(({ path, name }) => {
        const { venues: all, visited, silent } = counts.get(path) ?? { venues: 0, visited: 0, silent: 0 };
        return { area: path, name, venues: all, visited, silent };
      });
    },
  });
};
