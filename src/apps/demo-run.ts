import { type AreaPath, formatAreaPath, parseAreaPath } from '../core/area.ts';
import type { Feature, House } from '../core/house.ts';
import { postponeJobs } from '../core/jobs.ts';
import { formatPhone } from '../core/phone.ts';
import { postponeSessions } from '../features/accounts/index.ts';
import { areaTrail } from '../features/areas/index.ts';
import { minutesOfDay, type World } from '../simulation/index.ts';
import { openDesk } from './demo-desk.ts';
import { advance, type Sent, type Told } from './demo-fill.ts';
import { linesOf, makeLogins } from './demo-logins.ts';
import { type DemoState, readDemo, writeDemo } from './demo-state.ts';
import { dayOfMinutes, minutesSince, namesOf, playedHome } from './demo-world.ts';

export const centreOf = ({ communes, centre }: World): AreaPath =>
  parseAreaPath(communes[centre]?.path ?? '') as AreaPath;

const inVietnamese = new Intl.NumberFormat('vi');

const told = ({ day, sent }: Told): string =>
  `  ngày ${day + 1}: ${inVietnamese.format(sent.declarations)} tờ khai, ${inVietnamese.format(sent.visits)} lượt đến, ${inVietnamese.format(sent.events - sent.declarations - sent.visits)} việc của trạm`;

const somePhone = (world: World, state: DemoState): string => namesOf(world, state.firstDay).phoneOf(playedHome(world));

/** Makes the log-ins, then sends everything from day 0 to now. What a killed start has done is not done again. */
export const fillDemo = async (
  house: House,
  features: readonly Feature[],
  world: World,
  state: DemoState,
  say: (line: string) => void,
): Promise<Sent> => {
  const { data } = house.config;
  const held = { ...state };
  const keep = (change: Partial<DemoState>): void => {
    Object.assign(held, change);
    writeDemo(data, held);
  };
  say(`Dựng dữ liệu tập dượt: ${inVietnamese.format(state.people)} người… / filling the exercise…`);
  if (held.logins.length === 0) {
    keep({ logins: await makeLogins(house, features, held, centreOf(world)), phone: somePhone(world, held) });
  }
  const to = minutesSince(held.firstDay, house.clock.now());
  const sent = await advance(house, openDesk(house, features), held, to, (done) => {
    keep({ sentTo: done.sentTo, digest: done.digest });
    say(told(done));
  });
  keep({ isFilled: true });
  for (const [what, times] of sent.refused) say(`  không nhận / refused: ${what}, ${times}`);
  return sent;
};

const dayLength = 86_400_000;

/**
 * Skips so many days: sends what happens on them and moves the clock, day by day; nobody is signed out by it. `days` 0 only
 * sends what has happened since the last step.
 */
export const stepDemo = async (
  house: House,
  features: readonly Feature[],
  days: number,
  say: (line: string) => void,
): Promise<DemoState> => {
  const { data } = house.config;
  const { owner } = house.database.pools;
  const held = readDemo(data) as DemoState;
  const target = held.ahead + days * dayLength;
  const to = minutesSince(held.firstDay, house.clock.now()) + days * minutesOfDay;
  const move = async (ahead: number): Promise<void> => {
    const seconds = (ahead - held.ahead) / 1000;
    if (seconds > 0) {
      await postponeSessions(house, seconds);
      await postponeJobs(owner, seconds);
    }
    held.ahead = ahead;
    writeDemo(data, held);
  };
  const begun = held.ahead;
  const from = to - days * minutesOfDay;
  await advance(house, openDesk(house, features), held, to, async (done) => {
    Object.assign(held, { sentTo: done.sentTo, digest: done.digest });
    // The clock follows what is sent, up to the day's end.
    await move(Math.max(held.ahead, Math.min(target, begun + (done.sentTo - from) * 60_000)));
    say(told(done));
  });
  await move(target);
  return held;
};

/** What stands on the terminal when an exercise is ready. */
export const describeDemo = async (house: House, world: World, state: DemoState): Promise<string[]> => {
  const centre = centreOf(world);
  const { data } = house.config;
  const now = minutesSince(state.firstDay, house.clock.now());
  return [
    `Tập dượt / exercise: ${inVietnamese.format(state.people)} người, ngày thứ ${dayOfMinutes(now) + 1}, tâm dịch ${await areaTrail(house, centre)} (${formatAreaPath(centre)})`,
    `Mật khẩu chung / password of all: ${state.password}`,
    'Tên đăng nhập, mã 6 số lúc này, vai trò, đơn vị / login, code of this moment, roles, unit:',
    ...(await linesOf(house, state, centre)),
    `Mã 6 số tiếp theo / next codes: npm run lachan -- demo codes --data ${data}`,
    `Người dân / a citizen: ${formatPhone(state.phone)}; mã / code: npm run lachan -- outbox --phone ${state.phone.replace('+84', '0')} --data ${data}`,
    `Sang ngày sau / next day: npm run lachan -- demo step --days 1 --data ${data}`,
  ];
};
