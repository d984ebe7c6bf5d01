import type { Handlers } from '../../core/api.ts';
import type { AreaPath } from '../../core/area.ts';
import { cursorOf, positionOf } from '../../core/cursor.ts';
import type { Db } from '../../core/db.ts';
import type { House } from '../../core/house.ts';
import { type Actor, mustBeAble } from '../../core/permission.ts';
import { fail } from '../../core/problem.ts';
import { areaTrail, findArea, stationName } from '../areas/index.ts';
import { type CaseRow, findCase, lockedCase, openOwnStays } from '../cases/index.ts';
import { caseWindow } from '../cases/rules.ts';
import { findKept, openWho } from '../people/index.ts';
import { findVenues, showPublicOf } from '../venues/index.ts';
import type { investigations } from './contract.ts';
import * as store from './milestone-store.ts';
import { exposurePeriod, namesPerson, usualDays } from './rules.ts';

type Own =
  | 'GET /cases/:id/stays'
  | 'GET /cases/:id/milestones'
  | 'POST /cases/:id/milestones'
  | 'POST /milestones/:id/publication'
  | 'POST /milestones/:id/removal'
  | 'GET /public/milestones';

/** Published milestones as anybody reads them; undefined: no such area. */
export const publishedMilestones = async (house: House, area: AreaPath, after?: string, limit = 100) => {
  if (!(await findArea(house, area))) return undefined;
  const { door } = house.database;
  const rows = await store.publishedIn(door, area, positionOf(after), limit + 1);
  const page = rows.slice(0, limit);
  const venues = await showPublicOf(
    house,
    door,
    page.flatMap(({ venueId }) => venueId ?? []),
  );
  const last = page.at(-1);
  const items = await Promise.all(
    page.map(async ({ id, kind, fromAt, toAt, venueId, area: place, publishedArea, publicText, publishedAt }) => {
      const unit = publishedArea === null ? undefined : await findArea(house, publishedArea);
      return {
        id,
        kind,
        from: fromAt,
        to: toAt,
        venue: venues.get(venueId ?? '') ?? null,
        area: place,
        areaName: place === null ? null : await areaTrail(house, place),
        text: publicText,
        publishedAt,
        unit: unit ? stationName(unit) : null,
      };
    }),
  );
  return { items, next: rows.length > limit ? cursorOf(last && { at: last.fromAt, id: last.id }) : null };
};

const purpose = (id: string): string => `case milestone ${id}`;

export const milestonesPart = (house: House): Pick<Handlers<typeof investigations>, Own> => {
  const show = async (db: Db, rows: readonly store.MilestoneRow[]) => {
    const venues = await showPublicOf(
      house,
      db,
      rows.flatMap(({ venueId }) => venueId ?? []),
    );
    return rows.map(({ id, kind, fromAt, toAt, venueId, area, sealed, publicText, publishedAt }) => ({
      id,
      kind,
      from: fromAt,
      to: toAt,
      venue: venues.get(venueId ?? '') ?? null,
      area,
      text: house.keys.open<{ text: string }>(purpose(id), sealed).text,
      publicText,
      publishedAt,
    }));
  };
  const showOne = async (db: Db, row: store.MilestoneRow) => {
    const [shown] = await show(db, [row]);
    return shown as NonNullable<typeof shown>;
  };
  /** The milestone held for a change, when the actor answers for the area of its case. */
  const held = async (db: Db, id: string, actor: Actor) => {
    const row = (await store.lockMilestone(db, id)) ?? fail('record.missing');
    return { row, f0: await lockedCase(db, actor, row.caseId) };
  };
  const mustHideWho = async (db: Db, f0: CaseRow, text: string): Promise<void> => {
    const person = (await findKept(db, [f0.personId])).get(f0.personId);
    if (!person) return;
    const { fullName, phone, identity } = openWho(house.keys, person);
    if (namesPerson(text, { fullName, phone, number: identity?.number }))
      fail('milestone.names_person', [{ path: 'text', code: 'milestone.names_person' }]);
  };

  return {
    'GET /cases/:id/stays': async ({ params, actor, db, now, saw, note }) => {
      const f0 = (await findCase(db, params.id)) ?? fail('record.missing');
      mustBeAble(actor, 'case.read', f0.area);
      saw([f0.personId]);
      // A closed or revoked case opens nobody's visits any more.
      if (f0.state !== 'open') return [];
      const window = { from: exposurePeriod(f0, usualDays).from, to: caseWindow(f0, now).to };
      const found = await openOwnStays(house, db, f0, { window, actor, now });
      note({ case: f0.id, opened: 1 });
      const venues = await showPublicOf(
        house,
        db,
        found.map(({ venue }) => venue),
      );
      return found.flatMap(({ id, venue, from, to, weak }) => {
        const shown = venues.get(venue);
        const end = to < window.to ? new Date(to) : null;
        return shown ? [{ id, venue: shown, from: new Date(from), to: end, doubtful: weak }] : [];
      });
    },

    'GET /cases/:id/milestones': async ({ params, actor, db, saw }) => {
      const f0 = (await findCase(db, params.id)) ?? fail('record.missing');
      mustBeAble(actor, 'case.read', f0.area);
      saw([f0.personId]);
      return show(db, await store.milestonesOf(db, f0.id));
    },

    'POST /cases/:id/milestones': async ({ params, body, actor, db, now, saw }) => {
      const f0 = await lockedCase(db, actor, params.id);
      if (f0.state === 'revoked') fail('case.revoked');
      const { id, kind, from, to, text } = body;
      if (from > now) fail('time.future', [{ path: 'from', code: 'time.future' }]);
      if (to && to <= from) fail('time.order', [{ path: 'to', code: 'time.order' }]);
      const [venue] = body.venue === undefined ? [] : await findVenues(db, [body.venue]);
      if (body.venue !== undefined && !venue) fail('record.missing', [{ path: 'venue', code: 'record.missing' }]);
      if (body.area && !(await findArea(house, body.area)))
        fail('area.unknown', [{ path: 'area', code: 'area.unknown' }]);
      const row: store.MilestoneRow = {
        personId: f0.personId,
        id,
        caseId: f0.id,
        kind,
        fromAt: from,
        toAt: to ?? null,
        venueId: venue?.id ?? null,
        area: body.area ?? venue?.area ?? null,
        sealed: house.keys.seal(purpose(id), { text }),
        publishedAt: null,
        publicText: null,
        publishedArea: null,
        publishedBy: null,
        at: now,
        byAccount: actor.account,
      };
      await store.insertMilestone(db, row);
      saw([f0.personId]);
      return showOne(db, row);
    },

    'POST /milestones/:id/publication': async ({ params, body, actor, db, now, saw }) => {
      const { row, f0 } = await held(db, params.id, actor);
      const { text, withdraw = false } = body;
      if (!withdraw) {
        if (f0.state === 'revoked') fail('case.revoked');
        await mustHideWho(db, f0, text ?? fail('request.invalid', [{ path: 'text', code: 'text.empty' }]));
      }
      const published = withdraw
        ? { publishedAt: null, publicText: null, publishedArea: null, publishedBy: null }
        : { publishedAt: now, publicText: text ?? '', publishedArea: actor.area, publishedBy: actor.account };
      await store.publishMilestone(db, row, published);
      saw([f0.personId]);
      return showOne(db, { ...row, ...published });
    },

    'POST /milestones/:id/removal': async ({ params, actor, db, now, saw }) => {
      const { row, f0 } = await held(db, params.id, actor);
      await store.removeMilestone(db, row, now);
      saw([f0.personId]);
      return {};
    },

    'GET /public/milestones': async ({ query }) =>
      (await publishedMilestones(house, query.area ?? ('' as AreaPath), query.after, query.limit)) ??
      fail('record.missing'),
  };
};
