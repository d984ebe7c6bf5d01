import { randomInt } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { TOTP } from 'otpauth';
import { type AreaPath, parentOf, parseAreaPath } from '../core/area.ts';
import { deviceTime } from '../core/clock.ts';
import type { Feature, House } from '../core/house.ts';
import { createHttp } from '../core/http.ts';
import { authenticator, createAccount, type Made, type Role, resetAccount } from '../features/accounts/index.ts';
import { areaName, findArea } from '../features/areas/index.ts';
import type { DemoState } from './demo-state.ts';
import { province } from './demo-world.ts';

type Office = { login: string; name: string; area: AreaPath; roles: Role[] };

const path = (text: string): AreaPath => parseAreaPath(text) as AreaPath;

/** An office for every role, around the commune in whose midst the epidemic begins. Without districts theirs are left out. */
export const officesOf = (commune: AreaPath): Office[] => {
  const above = parentOf(commune) as AreaPath;
  const district = above === path(province) ? undefined : above;
  return [
    { login: 'tram', name: 'Trần Thị Minh Hằng', area: commune, roles: ['officer'] },
    { login: 'tram.quanly', name: 'Lê Văn Thắng', area: commune, roles: ['officer', 'manager'] },
    ...(district === undefined
      ? []
      : ([
          { login: 'huyen', name: 'Phạm Quang Huy', area: district, roles: ['officer'] },
          { login: 'huyen.quanly', name: 'Hoàng Thị Yến', area: district, roles: ['manager'] },
        ] satisfies Office[])),
    { login: 'tinh', name: 'Nguyễn Đức Long', area: path(province), roles: ['officer'] },
    { login: 'tinh.quanly', name: 'Trịnh Xuân Bắc', area: path(province), roles: ['manager'] },
    { login: 'trunguong.quanly', name: 'Vũ Thị Hạnh', area: path(''), roles: ['manager'] },
    { login: 'truyvet', name: 'Đỗ Minh Quân', area: path(province), roles: ['tracer'] },
    { login: 'kyquyetdinh', name: 'Lê Đình Sơn', area: district ?? commune, roles: ['authority'] },
    { login: 'lanhdao', name: 'Mai Xuân Liêm', area: path(province), roles: ['leader'] },
    { login: 'tocovid', name: 'Ngô Văn Tám', area: commune, roles: ['community'] },
    { login: 'chot', name: 'Cao Văn Dũng', area: commune, roles: ['gate'] },
    { login: 'khucachly', name: 'Lương Thị Tuyết', area: commune, roles: ['site'] },
    { login: 'baochi', name: 'Trương Hải Nam', area: path(province), roles: ['press'] },
    { login: 'kiemsoat', name: 'Bùi Thị Oanh', area: path(province), roles: ['auditor'] },
    { login: 'quantri', name: 'Đặng Khánh Toàn', area: path(''), roles: ['administrator'] },
  ];
};

const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
/** `tap-duot-k7qm-3xwd`: typed by people, and good for nothing but an exercise. */
export const newPassword = (): string => {
  const four = () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('');
  return `tap-duot-${four()}-${four()}`;
};

const issuer = 'Lá Chắn (tập dượt)';
const period = 30_000;
const factor = (login: string, secret: string) => new TOTP({ issuer, label: login, secret });

/** The six digits of this moment, and what an authenticator app reads. */
export const codeOf = ({ login, totp }: DemoState['logins'][number], now: Date) => ({
  code: factor(login, totp).generate({ timestamp: now.getTime() }),
  uri: factor(login, totp).toString(),
});

const accept = async (app: FastifyInstance, house: House, made: Made, password: string): Promise<string> => {
  const post = (url: string, payload: object, cookie = '') =>
    app.inject({ method: 'POST', url: `/api/v1${url}`, payload, headers: { cookie } });
  const token = new URL(made.link).hash.slice(1);
  const secret = (await post('/invitations/check', { token })).json<{ totpSecret: string }>().totpSecret;
  // The code of half a minute ago leaves the one of now unused; it may grow too old on the way.
  for (const back of [period, 0]) {
    const code = factor(made.login, secret).generate({ timestamp: deviceTime(house.clock).getTime() - back });
    const { statusCode, cookies } = await post('/invitations/acceptance', { token, password, code });
    if (statusCode >= 300) continue;
    await post('/sessions/end', {}, cookies.map(({ name, value }) => `${name}=${value}`).join('; '));
    return secret;
  }
  throw new Error(`the log-in ${made.login} could not be made`);
};

/** Makes the accounts as their holders would, by one-time link. Those that the state names are there. */
export const makeLogins = async (
  house: House,
  features: readonly Feature[],
  state: DemoState,
  commune: AreaPath,
): Promise<DemoState['logins']> => {
  const app = await createHttp(house, features, authenticator(house));
  const logins: DemoState['logins'] = [];
  for (const office of officesOf(commune)) {
    // A killed run may have made it and not come to write down its secret.
    const made = (await resetAccount(house, office.login)) ?? (await createAccount(house, office));
    logins.push({ login: office.login, totp: await accept(app, house, made, state.password) });
  }
  await app.close();
  return logins;
};

/** Who can sign in, line by line, with the code of this moment. */
export const linesOf = async (house: House, state: DemoState, commune: AreaPath): Promise<string[]> => {
  const now = deviceTime(house.clock);
  const rows = officesOf(commune).flatMap((office) => {
    const held = state.logins.find(({ login }) => login === office.login);
    return held ? [{ ...office, ...codeOf(held, now) }] : [];
  });
  return Promise.all(
    rows.map(async ({ login, roles, area, code }) => {
      const unit = (await findArea(house, area)) ? await areaName(house, area) : area;
      return `  ${login.padEnd(17)} ${code}   ${roles.join(', ').padEnd(17)} ${unit}`;
    }),
  );
};
