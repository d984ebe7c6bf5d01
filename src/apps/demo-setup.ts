import { Problem } from '../core/problem.ts';
import { actorOfStandIn } from '../features/accounts/index.ts';
import { hamletOf, keepsRegister, minutesOfDay, type World } from '../simulation/index.ts';
import type { Desk } from './demo-desk.ts';
import type { Sending } from './demo-senders.ts';
import { type Names, playedHome, type Units } from './demo-world.ts';

/** What stood before the epidemic: epidemic areas elsewhere; of each commune its station's phone, its duty, its hamlets, its places with a code at the door. */
export const furnish = async (desk: Desk, names: Names, units: Units): Promise<void> => {
  const now = names.momentOf(0);
  await Promise.all(
    furniture(names, units).map(async ({ by, ...request }) => {
      const answer = await desk(actorOfStandIn(by), request, now);
      if (answer instanceof Problem) throw new Error(`${request.key}: ${answer.code}`);
    }),
  );
  const { by, ...request } = watched(names, units);
  await desk(actorOfStandIn(by), request, now);
};

/** The hamlet of the household that trainees play is watched by the hamlet team's log-in, where the exercise has one. */
const watched = (names: Names, units: Units): Sending => {
  const { world } = names;
  const home = playedHome(world);
  const n = [...hamletsIn(world).keys()].indexOf(keyOf(world, home));
  return {
    by: units.stationOf(world.communes[world.homes.commune[home] ?? 0]?.path ?? ''),
    key: 'POST /hamlets/:id/changes',
    params: { id: names.id('hamlet', n) },
    body: { id: names.id('hamlet team', n), teams: ['tocovid'] },
  };
};

const keyOf = ({ homes }: World, home: number): string => `${homes.commune[home] ?? 0} ${homes.hamlet[home]}`;

/** Every hamlet in which somebody lives, in the order of the homes. */
const hamletsIn = (world: World) =>
  new Map(
    Array.from({ length: world.homes.count }, (_, home) => {
      const place = { commune: world.homes.commune[home] ?? 0, name: hamletOf(world, home) };
      return [keyOf(world, home), place] as const;
    }),
  );

const leaders = ['Ngô Văn Tám', 'Lê Thị Tư', 'Trịnh Văn Bảy', 'Hoàng Thị Năm', 'Mai Văn Hai', 'Cao Thị Chín'];

const furniture = (names: Names, units: Units): Sending[] => {
  const { world } = names;
  const { communes, plan } = world;
  const epidemicAreas = plan.origins.map(
    (area, n): Sending => ({
      by: units.province,
      key: 'POST /epidemic-areas',
      body: { id: names.id('epidemic area', n), area, from: names.dayOf(-40), source: 'Bộ Y tế (tập dượt)' },
    }),
  );
  const stations = communes.map(
    ({ path }, n): Sending => ({
      by: units.stationOf(path),
      key: 'POST /stations',
      body: { id: names.id('station', n), area: path, phone: `0237 300 ${String(n).padStart(4, '0')}` },
    }),
  );
  const hamlets = [...hamletsIn(world).values()].map(({ commune, name }, n): Sending => {
    const area = communes[commune]?.path ?? '';
    return {
      by: units.stationOf(area),
      key: 'POST /hamlets',
      body: { id: names.id('hamlet', n), area, name, leader: leaders[n % leaders.length] },
    };
  });
  const centre = communes[world.centre]?.path ?? '';
  const duty: Sending = {
    by: units.stationOf(centre),
    key: 'POST /duty',
    body: {
      id: names.id('duty', 0),
      area: centre,
      name: 'Lê Thị Hoa',
      phone: '0990 999 001',
      from: names.momentOf(0).toISOString(),
      to: names.momentOf(90 * minutesOfDay).toISOString(),
    },
  };
  return [...epidemicAreas, ...stations, ...hamlets, duty, ...venuesOf(names, units)];
};

/** Registered by the stations; the café of the centre by the household that trainees play. */
const venuesOf = (names: Names, units: Units): Sending[] => {
  const { world } = names;
  const { places, communes, homes } = world;
  const played = homes.first[playedHome(world)] ?? 0;
  return places.all.flatMap(({ kind, name, commune }, place) => {
    if (!keepsRegister(world, place)) return [];
    const area = communes[commune]?.path ?? '';
    const isPlayed = place === places.cafe[world.centre];
    return {
      by: isPlayed ? names.household(played) : units.stationOf(area),
      key: 'POST /venues' as const,
      body: { id: names.id('venue', place), name, kind, area, ...(kind === 'bus' && { vehicle: { route: name } }) },
    };
  });
};
