import type { Handlers } from '../../core/api.ts';
import type { AreaPath } from '../../core/area.ts';
import type { Db } from '../../core/db.ts';
import type { House } from '../../core/house.ts';
import { mustBeAble } from '../../core/permission.ts';
import { fail } from '../../core/problem.ts';
import type { areas } from './contract.ts';
import { mustBeCommune, mustFindArea } from './lookup.ts';
import * as store from './store.ts';

type Leader = { leader: string | null; phone: string | null };

/** The accounts of hamlet teams of a commune that are meant, by log-in or id. */
const teamsFrom = async (db: Db, area: AreaPath, named: readonly string[]): Promise<store.TeamRow[]> => {
  const found = await store.findTeams(db, area, named);
  const unknown = named.flatMap((name, at) =>
    found.some(({ id, login }) => id === name || login === name) ? [] : [{ path: `teams.${at}`, code: 'hamlet.team' }],
  );
  if (unknown.length > 0) fail('hamlet.team', unknown);
  return found;
};

/** Hamlets with their leader and the accounts of their team, kept by the station. */
export const hamletsApi = (house: House) => {
  const seal = (id: string, leader: Leader) => house.keys.seal(`hamlet ${id}`, leader);
  const withLeader = ({ id, area, name, sealed, teams }: store.HamletRow, known: readonly store.TeamRow[]) => ({
    id,
    area,
    name,
    ...house.keys.open<Leader>(`hamlet ${id}`, sealed),
    teams: known.filter((team) => teams.includes(team.id)),
  });

  return {
    // Read at the door whoever asks: a signed-in citizen sees the same names as everybody.
    'GET /hamlets': async ({ query }) => {
      await mustFindArea(house, query.area);
      const rows = await store.hamletsOf(house.database.door, query.area);
      return rows.map(({ id, area, name }) => ({ id, area, name }));
    },

    'GET /hamlets/leaders': async ({ query, actor, db }) => {
      mustBeAble(actor, 'hamlet.read', query.area);
      await mustFindArea(house, query.area);
      const rows = await store.hamletsOf(db, query.area);
      const teams = await store.findTeams(db, query.area, [...new Set(rows.flatMap((row) => row.teams))]);
      return rows.map((row) => withLeader(row, teams));
    },

    'POST /hamlets': async ({ body, actor, db }) => {
      mustBeAble(actor, 'hamlet.write', body.area);
      await mustBeCommune(house, body.area);
      const { id, area, name, leader = null, phone = null } = body;
      const hamlet = { id, area, name, sealed: seal(id, { leader, phone }), closedAt: null, teams: [], former: [] };
      await store.insertHamlet(db, hamlet);
      return withLeader(hamlet, []);
    },

    'POST /hamlets/:id/changes': async ({ params, body, actor, now, db }) => {
      const hamlet = (await store.findHamlet(db, params.id)) ?? fail('record.missing');
      mustBeAble(actor, 'hamlet.write', hamlet.area);
      const teams = body.teams
        ? await teamsFrom(db, hamlet.area, body.teams)
        : await store.findTeams(db, hamlet.area, hamlet.teams);
      const before = withLeader(hamlet, []);
      const leader = body.leader === undefined ? before.leader : body.leader || null;
      const closedAt = body.closed === undefined ? hamlet.closedAt : body.closed ? now : null;
      const sealed = seal(hamlet.id, { leader, phone: body.phone ?? before.phone });
      const name = body.name ?? hamlet.name;
      const changed = {
        ...hamlet,
        name,
        former: [...new Set([...hamlet.former, hamlet.name])].filter((one) => one !== name),
        sealed,
        closedAt,
        ...(body.teams && { teams: teams.map(({ id }) => id) }),
      };
      await store.updateHamlet(db, changed);
      return withLeader(changed, teams);
    },
  } satisfies Partial<Handlers<typeof areas>>;
};
