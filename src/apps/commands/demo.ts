import { join } from 'node:path';
import { formatAreaPath } from '../../core/area.ts';
import { UsageError } from '../../core/config.ts';
import { dayOf } from '../../core/day.ts';
import { connect } from '../../core/db.ts';
import { takeLock } from '../../core/lock.ts';
import { formatPhone } from '../../core/phone.ts';
import { simulate } from '../../simulation/index.ts';
import type { Call, Command } from '../command.ts';
import { codeOf } from '../demo-logins.ts';
import { centreOf, stepDemo } from '../demo-run.ts';
import { clockOf, type DemoState, isAllowedDemo, readDemo } from '../demo-state.ts';
import { dayOfMinutes, minutesSince, planOf } from '../demo-world.ts';
import { allFeatures } from '../features.ts';
import { openHouse } from '../house.ts';
import { withDatabase } from '../operator.ts';
import { demoCounts } from './demo-store.ts';

const mustBeDemo = ({ config }: Call): DemoState => {
  const state = readDemo(config.data);
  if (!state)
    throw new UsageError(`there is no exercise in ${config.data}; npm run demo makes one, name it with --data`);
  isAllowedDemo(config);
  return state;
};

const mostDays = 60;
const readDays = (text: string): number => {
  const days = Number(text === '' ? '1' : text);
  if (!Number.isInteger(days) || days < 0 || days > mostDays)
    throw new UsageError(`--days must be a whole number from 0 to ${mostDays}`);
  return days;
};

/** An exercise keeps to its own database, whatever the environment names. */
const own = ({ config }: Call) => ({ ...config, databaseUrl: undefined });

const positionOf = (state: DemoState, now: Date) => ({
  day: dayOfMinutes(minutesSince(state.firstDay, now)) + 1,
  date: dayOf(now),
  time: now.toISOString(),
});

export const demoCommands: Command[] = [
  {
    name: 'demo step',
    says: 'simulates an exercise on, sends what happens, and moves its clock',
    options: { '--days': { value: 'N', says: 'how many days, 1 when left out; 0 only up to the present moment' } },
    run: async (call) => {
      mustBeDemo(call);
      const days = readDays(call.text('--days'));
      const release = takeLock(join(call.config.data, 'demo.lock'));
      if (!release) throw new Error('another step is under way in this folder');
      try {
        return await withDatabase(own(call), async (ownerUrl) => {
          const house = await openHouse(own(call), ownerUrl, { ready: true });
          const lines: string[] = [];
          try {
            if (!mustBeDemo(call).isFilled) throw new Error('the exercise is not filled yet; npm run demo does that');
            const state = await stepDemo(house, allFeatures(house), days, (line) => lines.push(line));
            const at = positionOf(state, clockOf(call.config.data).now());
            return { text: [...lines, `ngày thứ ${at.day}, ${at.date}`], json: at };
          } finally {
            await house.database.close();
          }
        });
      } finally {
        release();
      }
    },
  },
  {
    name: 'demo status',
    says: 'shows the day of an exercise, the state of its people, and what the system holds',
    run: async (call) => {
      const state = mustBeDemo(call);
      const now = clockOf(call.config.data).now();
      const at = positionOf(state, now);
      const simulation = simulate(await planOf(state));
      const today = simulation.days().find(({ day }) => day === dayOfMinutes(state.sentTo));
      const counts = await withDatabase(own(call), async (ownerUrl) => {
        const owner = connect(ownerUrl, 1);
        return demoCounts(owner).finally(() => owner.end());
      });
      const truth = { ...today?.counts, cases: today?.cases, deaths: today?.deaths };
      const rows = Object.entries({ ...truth, ...counts }).map(([name, count]) => `  ${name.padEnd(18)} ${count}`);
      const centre = formatAreaPath(centreOf(simulation.world));
      return {
        text: [
          `ngày thứ ${at.day}, ${at.date}; ${state.people} người, hạt giống ${state.seed}, tâm dịch ${centre}`,
          ...rows,
        ],
        json: { ...at, people: state.people, seed: state.seed, centre, truth, system: counts, filled: state.isFilled },
      };
    },
  },
  {
    name: 'demo codes',
    says: 'shows the log-ins of an exercise with their codes of this moment',
    options: { '--secrets': { says: 'also what an authenticator app reads' } },
    run: async (call) => {
      const { logins, password, phone } = mustBeDemo(call);
      const rows = logins.map((one) => ({ login: one.login, ...codeOf(one, new Date()) }));
      const isLong = call.has('--secrets');
      return {
        text: [
          `password ${password}`,
          ...rows.map(({ login, code, uri }) => `  ${login.padEnd(17)} ${code}${isLong ? `   ${uri}` : ''}`),
          `citizen ${formatPhone(phone)}: its code comes by message, see lachan outbox`,
        ],
        json: { password, phone, logins: rows },
      };
    },
  },
];
