import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
  type VerifiedRegistrationResponse,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { decodeAttestationObject, isoBase64URL } from '@simplewebauthn/server/helpers';
import type { InferOutput } from 'valibot';
import { newId } from '../../core/client.ts';
import { uuidBytes } from '../../core/code.ts';
import type { House } from '../../core/house.ts';
import { fail } from '../../core/problem.ts';
import type { Asserted, Attested } from './form.ts';
import * as store from './passkey-store.ts';

/**
 * Passkeys (WebAuthn, decision 0014). A passkey is found by the device itself and unlocked by finger, face or PIN, so it is
 * possession and a second factor in one, and stands in place of password and code. It works at the public address alone.
 */
const challengeValidFor = 5 * 60_000;

const place = (house: House) => {
  const { hostname, origin } = new URL(house.publicUrl());
  return { rpID: hostname, origin };
};

/** ECDSA P-256, Ed25519 and RSA: what phones, security keys and Windows make. */
const algorithms = [-7, -8, -257];

const remember = async (
  house: House,
  account: string | null,
  options: PublicKeyCredentialCreationOptionsJSON | PublicKeyCredentialRequestOptionsJSON,
  now: Date,
) => {
  const id = newId(now.getTime());
  const expiresAt = new Date(now.getTime() + challengeValidFor);
  await store.insertChallenge(house.database.door, { id, account, challenge: options.challenge, expiresAt });
  return { challenge: id, options: { ...options } };
};

/** What a device is asked for a new passkey of an account; those it has already are named, so that none is made twice. */
export const askForNew = async (house: House, account: { id: string; login: string; name: string }, now: Date) => {
  const held = await store.passkeysOf(house.database.door, account.id);
  const options = await generateRegistrationOptions({
    rpName: 'Lá Chắn',
    rpID: place(house).rpID,
    userID: Uint8Array.from(uuidBytes(account.id)),
    userName: account.login,
    userDisplayName: account.name,
    timeout: challengeValidFor,
    attestationType: 'none',
    excludeCredentials: held.map(({ credentialId, transports }) => ({ id: credentialId, transports })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    supportedAlgorithmIDs: algorithms,
  });
  return remember(house, account.id, options, now);
};

/** What any device is asked at a sign-in: the same for everybody, so that it tells nobody who has an account or a passkey. */
export const askForSignature = async (house: House, now: Date) => {
  const options = await generateAuthenticationOptions({
    rpID: place(house).rpID,
    userVerification: 'required',
    timeout: challengeValidFor,
  });
  return remember(house, null, options, now);
};

type New = InferOutput<typeof Attested>;

/** With attestation `none` asked for, a statement about the device's maker is none of ours to read. */
const hasNoStatement = (attestationObject: string): boolean =>
  decodeAttestationObject(isoBase64URL.toBuffer(attestationObject)).get('fmt') === 'none';

const verifyNew = async (
  house: House,
  { id, clientDataJSON, attestationObject, transports }: New,
  challenge: string,
): Promise<VerifiedRegistrationResponse | undefined> => {
  const { rpID, origin } = place(house);
  const response: RegistrationResponseJSON = {
    id,
    rawId: id,
    type: 'public-key',
    clientExtensionResults: {},
    response: { clientDataJSON, attestationObject, transports },
  };
  try {
    if (!hasNoStatement(attestationObject)) return undefined;
    return await verifyRegistrationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: rpID,
      requireUserVerification: true,
      supportedAlgorithmIDs: algorithms,
    });
  } catch {
    return undefined;
  }
};

export type ReadPasskey = Pick<store.PasskeyRow, 'credentialId' | 'publicKey' | 'counter' | 'transports'>;

/** Reads a new passkey, made for this account on this challenge; 422 for anything else. The challenge is yet to be used up. */
export const readNew = async (
  house: House,
  { account, challenge, credential }: { account: string; challenge: string; credential: New },
): Promise<ReadPasskey> => {
  const asked = await store.findChallenge(house.database.door, challenge, account);
  const verified = asked === undefined ? undefined : await verifyNew(house, credential, asked);
  if (!verified?.verified) return fail('passkey.refused');
  const { id, publicKey, counter } = verified.registrationInfo.credential;
  return { credentialId: id, publicKey: Buffer.from(publicKey), counter, transports: credential.transports };
};

type Signed = InferOutput<typeof Asserted>;

/** Whose passkey signed the challenge, and the counter it gave; undefined for anything wrong, whatever it is. */
export const readSignature = async (
  house: House,
  { challenge, credential }: { challenge: string; credential: Signed },
  now: Date,
): Promise<{ passkey: store.PasskeyRow; counter: number } | undefined> => {
  const { door } = house.database;
  const asked = await store.findChallenge(door, challenge, null);
  // Used up before it is judged: a wrong signature gets no second try at the same challenge.
  if (asked === undefined || !(await store.useChallenge(door, challenge, now))) return undefined;
  const passkey = await store.findCredential(door, credential.id);
  if (!passkey || !isOwn(passkey, credential)) return undefined;
  const { rpID, origin } = place(house);
  const { id, ...signed } = credential;
  const response: AuthenticationResponseJSON = {
    id,
    rawId: id,
    type: 'public-key',
    clientExtensionResults: {},
    response: signed,
  };
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response,
      expectedChallenge: asked,
      expectedOrigin: origin,
      expectedRPID: rpID,
      requireUserVerification: true,
      credential: { id, publicKey: Uint8Array.from(passkey.publicKey), counter: passkey.counter },
    });
    return verified ? { passkey, counter: authenticationInfo.newCounter } : undefined;
  } catch {
    return undefined;
  }
};

/** A device names whose passkey it used; it must be whose it is here. */
const isOwn = ({ accountId }: store.PasskeyRow, { userHandle }: Signed): boolean =>
  userHandle === undefined || Buffer.from(userHandle, 'base64url').equals(uuidBytes(accountId));
