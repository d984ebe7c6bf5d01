import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { isoCBOR } from '@simplewebauthn/server/helpers';

// A security key as a program: it makes a P-256 key for a site and signs challenges with it, as WebAuthn describes it.

type Asked = { challenge: string; rp?: { id: string }; rpId?: string };
type Ways = {
  origin: string;
  /** Present, verified: what the key says of the person who touched it. */
  flags?: number;
  counter?: number;
  rpId?: string;
  type?: string;
  challenge?: string;
};

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');
const sha256 = (bytes: string | Uint8Array): Buffer => createHash('sha256').update(bytes).digest();
const present = 1;
const verified = 4;
const attested = 64;

const dataOf = (rpId: string, flags: number, counter: number, rest: Uint8Array = Buffer.alloc(0)): Buffer => {
  const count = Buffer.alloc(4);
  count.writeUInt32BE(counter);
  return Buffer.concat([sha256(rpId), Buffer.of(flags), count, rest]);
};

export const authenticator = () => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const id = randomBytes(32);
  const jwk = publicKey.export({ format: 'jwk' });
  const key = new Map<number, number | Uint8Array>([
    [1, 2],
    [3, -7],
    [-1, 1],
    [-2, Buffer.from(jwk.x ?? '', 'base64url')],
    [-3, Buffer.from(jwk.y ?? '', 'base64url')],
  ]);
  const said = (type: string, challenge: string, origin: string): Buffer =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  return {
    id: base64(id),
    /** The answer to a request for a new passkey. */
    make: (asked: Asked, { origin, flags = present | verified, counter = 0, ...ways }: Ways) => {
      const length = Buffer.alloc(2);
      length.writeUInt16BE(id.length);
      const credential = Buffer.concat([Buffer.alloc(16), length, id, isoCBOR.encode(key as never)]);
      const authData = dataOf(ways.rpId ?? asked.rp?.id ?? '', flags | attested, counter, credential);
      const statement = new Map<string, unknown>([
        ['fmt', 'none'],
        ['attStmt', new Map()],
        ['authData', new Uint8Array(authData)],
      ]);
      return {
        id: base64(id),
        clientDataJSON: base64(said(ways.type ?? 'webauthn.create', ways.challenge ?? asked.challenge, origin)),
        attestationObject: base64(isoCBOR.encode(statement as never)),
        transports: ['internal'],
      };
    },
    /** The answer to a sign-in. */
    sign: (asked: Asked, { origin, flags = present | verified, counter = 0, ...ways }: Ways, userHandle?: string) => {
      const clientData = said(ways.type ?? 'webauthn.get', ways.challenge ?? asked.challenge, origin);
      const authData = dataOf(ways.rpId ?? asked.rpId ?? '', flags, counter);
      return {
        id: base64(id),
        clientDataJSON: base64(clientData),
        authenticatorData: base64(authData),
        signature: base64(sign('sha256', Buffer.concat([authData, sha256(clientData)]), privateKey)),
        ...(userHandle && { userHandle }),
      };
    },
  };
};
