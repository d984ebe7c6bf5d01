import type { SignedCode } from '../../core/code.ts';

/** A key of `GET /codes/keys`: 32 bytes as base64url. */
export type PublicKey = { kid: number; key: string };

/**
 * Whether a code was signed by one of these keys, found out on the device and without a network. `unsupported` where the browser has
 * no Ed25519 (before 2025 many) or no WebCrypto (outside https): then only the server can say.
 */
export const isCodeSigned = async (
  { kid, signed, signature }: SignedCode,
  keys: readonly PublicKey[],
): Promise<boolean | 'unsupported'> => {
  const own = keys.find((one) => one.kid === kid);
  if (!own) return false;
  const { subtle } = globalThis.crypto ?? {};
  if (!subtle) return 'unsupported';
  const imported = await subtle
    .importKey('jwk', { kty: 'OKP', crv: 'Ed25519', x: own.key }, 'Ed25519', false, ['verify'])
    .catch(() => undefined);
  if (!imported) return 'unsupported';
  return subtle.verify('Ed25519', imported, Uint8Array.from(signature), Uint8Array.from(signed)).catch(() => false);
};
