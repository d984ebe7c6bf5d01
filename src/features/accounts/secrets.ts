import { hash, verify } from '@node-rs/argon2';
import { Secret, TOTP } from 'otpauth';
import { renderSVG } from 'uqr';
import { Problem } from '../../core/problem.ts';

// Passwords: argon2id with the parameters of OWASP (19 MiB, two passes, one lane), about 30 ms of a core each.

const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/** Two at once leave a core and the thread pool to the others; who would wait longer than a few seconds is sent away. */
const atOnce = 2;
const longestQueue = 100;
const state = { running: 0, waiting: [] as (() => void)[] };

const inTurn = async <T>(work: () => Promise<T>): Promise<T> => {
  if (state.running >= atOnce) {
    if (state.waiting.length >= longestQueue) throw new Problem('server.busy');
    await new Promise<void>((resolve) => state.waiting.push(resolve));
  } else state.running += 1;
  try {
    return await work();
  } finally {
    const next = state.waiting.shift();
    if (next) next();
    else state.running -= 1;
  }
};

export const hashPassword = (password: string): Promise<string> => inTurn(() => hash(password, cost));

const nobody = hash('the password of an account that does not exist', cost);

/** Takes as long for an account that has no password, or does not exist, as for one that has. */
export const isPassword = (passwordHash: string | null | undefined, password: string): Promise<boolean> =>
  inTurn(async () => (await verify(passwordHash ?? (await nobody), password)) && passwordHash != null);

// Second factors: a code every 30 seconds (RFC 6238), one before and one after accepted.

const period = 30;

const totp = (secret: string, login = '') => new TOTP({ issuer: 'Lá Chắn', label: login, secret, period, digits: 6 });

export const newTotpSecret = (): string => new Secret({ size: 20 }).base32;

/** The time step a code belongs to, undefined when it is wrong now. */
export const totpStepOf = (secret: string, code: string, now: Date): number | undefined => {
  const delta = totp(secret).validate({ token: code, timestamp: now.getTime(), window: 1 });
  return delta === null ? undefined : Math.floor(now.getTime() / 1000 / period) + delta;
};

/** What an authenticator app reads: as text, and as a picture that needs no request. */
export const totpEnrolment = (secret: string, login: string) => {
  const totpUri = totp(secret, login).toString();
  return { totpSecret: secret, totpUri, totpQr: `data:image/svg+xml,${encodeURIComponent(renderSVG(totpUri))}` };
};
