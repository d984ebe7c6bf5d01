import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  hash,
  hkdfSync,
  type KeyObject,
  randomBytes,
  sign,
  verify,
} from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type DayKeys, dayKeysFrom, newRatchet, type RatchetState } from './day-keys.ts';
import { randomPart } from './random.ts';

/**
 * The key file, apart from the data. `masters` seal records (the highest version writes, every version reads); `search`
 * makes the keyed hashes that find a number, so it never changes; `audit` chains the audit; `database` makes the passwords
 * of the login roles; `days` is the oldest key under which visits are pseudonymous.
 */
type KeyFile = {
  installation: string;
  masters: Record<string, string>;
  search: string;
  audit: string;
  database: string;
  /** Where the ratchet of the day keys stands; added to a file that was made before there were any. */
  days?: RatchetState;
};

export type Keys = {
  /** Six hex digits that tell this installation's login roles from another's on the same cluster. */
  installation: string;
  version: number;
  seal: (purpose: string, value: unknown) => Buffer;
  /** Throws when the blob was made for another purpose, was altered, or its key version is gone. */
  open: <T>(purpose: string, blob: Uint8Array) => T;
  /** Keyed hash of a searchable number: equal input, equal hash; useless without the key. 16 bytes. */
  hash: (kind: string, text: string) => Buffer;
  auditMac: (text: string) => Buffer;
  /** Signs what a printed code carries (Ed25519), with the newest key; `kid` says which. */
  sign: (bytes: Uint8Array) => { kid: number; signature: Uint8Array };
  isSigned: (kid: number, bytes: Uint8Array, signature: Uint8Array) => boolean;
  /** What a post needs to check codes by itself: each version's public key, 32 bytes as base64url. */
  publicKeys: readonly { kid: number; key: string }[];
  databasePassword: (role: string) => string;
  days: DayKeys;
};

const secret = () => randomBytes(32).toString('base64');

export const newKeyFile = (): KeyFile => ({
  installation: randomBytes(3).toString('hex'),
  masters: { 1: secret() },
  search: secret(),
  audit: secret(),
  database: secret(),
  days: newRatchet(firstDay),
});
/** Before any visit; the retention sweep steps on from here. */
const firstDay = '2020-01-01';

const writeKeyFile = async (file: string, content: KeyFile): Promise<void> => {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  await writeFile(`${file}.new`, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  await rename(`${file}.new`, file);
};

/** Reads the key file, or makes it with mode 0600. A damaged file is an error, never replaced: what it sealed would be lost. */
export const loadKeys = async (file: string): Promise<Keys> => {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  const found = text === undefined ? newKeyFile() : (JSON.parse(text) as KeyFile);
  if (text !== undefined && found.days) return keysFrom(found);
  const whole = { ...found, days: found.days ?? newRatchet(firstDay) };
  await writeKeyFile(file, whole);
  return keysFrom(whole);
};

/** Destroys the keys of the days before one, in the file too. */
export const forgetDays = async (file: string, keys: Keys, before: string): Promise<void> => {
  const days = keys.days.forgetBefore(before);
  const content = JSON.parse(await readFile(file, 'utf8')) as KeyFile;
  if (content.days && content.days.from >= days.from) return;
  await writeKeyFile(file, { ...content, days });
};

/** Adds a master; what older ones sealed stays readable. */
export const rotateKeys = async (file: string): Promise<number> => {
  const content = JSON.parse(await readFile(file, 'utf8')) as KeyFile;
  const version = newest(content) + 1;
  if (version > 255) throw new Error('the key file holds 255 versions; no more fit the one-byte version of a seal');
  await writeKeyFile(file, { ...content, masters: { ...content.masters, [version]: secret() } });
  return version;
};

/** PKCS #8 of an Ed25519 key is this, then its 32-byte seed (RFC 8410). */
const ed25519 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** A signing key follows from each master, so that a rotation renews it and the key file stays as it is. */
const signingKey = (master: string): { secret: KeyObject; open: KeyObject } => {
  const seed = Buffer.from(hkdfSync('sha256', Buffer.from(master, 'base64'), '', 'codes', 32));
  const secret = createPrivateKey({ key: Buffer.concat([ed25519, seed]), format: 'der', type: 'pkcs8' });
  return { secret, open: createPublicKey(secret) };
};

const newest = (file: KeyFile) => Math.max(...Object.keys(file.masters).map(Number));

/** A sealed blob: one byte key version, 12 bytes nonce, AES-256-GCM ciphertext, 16 bytes tag; the purpose is authenticated. */
export const keysFrom = (file: KeyFile): Keys => {
  const version = newest(file);
  // Key objects: OpenSSL takes a raw buffer in again at every call, which costs four times the work itself.
  const key = (text: string): KeyObject => createSecretKey(Buffer.from(text, 'base64'));
  const masters = new Map(Object.entries(file.masters).map(([v, text]) => [Number(v), key(text)]));
  const signing = new Map(Object.entries(file.masters).map(([v, text]) => [Number(v), signingKey(text)]));
  const [search, audit, database] = [key(file.search), key(file.audit), key(file.database)];
  return {
    installation: file.installation,
    version,
    seal: (purpose, value) => {
      const nonce = randomPart(12);
      const cipher = createCipheriv('aes-256-gcm', masters.get(version) as KeyObject, nonce).setAAD(
        Buffer.from(purpose),
      );
      const text = cipher.update(JSON.stringify(value), 'utf8');
      return Buffer.concat([Buffer.of(version), nonce, text, cipher.final(), cipher.getAuthTag()]);
    },
    open: (purpose, blob) => {
      const bytes = Buffer.from(blob.buffer, blob.byteOffset, blob.byteLength);
      const master = masters.get(bytes[0] ?? 0);
      if (!master) throw new Error(`no master key of version ${bytes[0]}`);
      const decipher = createDecipheriv('aes-256-gcm', master, bytes.subarray(1, 13)).setAAD(Buffer.from(purpose));
      decipher.setAuthTag(bytes.subarray(-16));
      return JSON.parse(decipher.update(bytes.subarray(13, -16), undefined, 'utf8') + decipher.final('utf8'));
    },
    hash: (kind, text) => createHmac('sha256', search).update(`${kind}\0${text}`).digest().subarray(0, 16),
    auditMac: (text) => createHmac('sha256', audit).update(text).digest(),
    sign: (bytes) => ({
      kid: version,
      signature: sign(null, bytes, (signing.get(version) as { secret: KeyObject }).secret),
    }),
    isSigned: (kid, bytes, signature) => {
      const key = signing.get(kid);
      return key !== undefined && verify(null, bytes, key.open, signature);
    },
    publicKeys: [...signing].map(([kid, { open }]) => ({ kid, key: open.export({ format: 'jwk' }).x as string })),
    days: dayKeysFrom(file.days ?? newRatchet(firstDay)),
    databasePassword: (role) => Buffer.from(hkdfSync('sha256', database, '', role, 24)).toString('base64url'),
  };
};

/** In one call: an object for each text costs several times the hash of a short one. */
const sha256 = (text: string): Buffer => Buffer.from(hash('sha256', text), 'hex');

/** A bearer secret; only its hash is stored. */
export const newToken = (prefix: string): string => `${prefix}${randomBytes(24).toString('base64url')}`;
export const tokenHash = (token: string): Buffer => sha256(token);

/** The same JSON value gives the same text, whatever the order of its keys. */
export const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
export const bodyHash = (...parts: unknown[]): Buffer => sha256(canonical(parts)).subarray(0, 16);

/** A UUID of at least 16 bytes of hash, marked as made by our own rule (version 8 of RFC 9562). */
export const uuidOfHash = (hash: Buffer): string => {
  const hex = hash.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};
/** An id that follows from what it stands for: saving the same again changes nothing. */
export const uuidFrom = (...parts: readonly (string | number)[]): string => uuidOfHash(sha256(parts.join(' ')));
