import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser';
import { CallError } from '../../../core/client.ts';
import { t } from '../../../web/kit/console/text.ts';
import type { Ceremony } from './api.ts';

// The browser's part of a passkey; the package that speaks WebAuthn is loaded when a passkey is asked for.

export const canUsePasskeys = (): boolean => 'PublicKeyCredential' in globalThis;

/** A refusal in words of its own, shown where a refusal of the server would be. */
const refusal = (title: string): CallError =>
  new CallError('passkey.refused', { type: '', status: 422, code: 'passkey.refused', title, requestId: '' });

/** A passkey belongs to one address: opened by another name, as by a number in the local network, it cannot be used. */
const checkAddress = (host: string): void => {
  const here = location.hostname;
  if (here !== host && !here.endsWith(`.${host}`)) throw refusal(t('accounts.passkeyAddress', { host }));
};

const inWords = async <T>(asked: Promise<T>): Promise<T> => {
  try {
    return await asked;
  } catch (error) {
    const name = error instanceof Error ? error.name : '';
    if (name === 'InvalidStateError') throw refusal(t('accounts.passkeyKnown'));
    if (name === 'NotSupportedError' || name === 'ConstraintError') throw refusal(t('accounts.passkeyUnsupported'));
    throw refusal(t('accounts.passkeyCancelled'));
  }
};

const transports = ['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb'] as const;

/** Asks the device for a new passkey: a finger, a face or the PIN of the screen. */
export const makePasskey = async ({ challenge, options }: Ceremony) => {
  const { startRegistration } = await import('@simplewebauthn/browser');
  const optionsJSON = options as unknown as PublicKeyCredentialCreationOptionsJSON;
  checkAddress(optionsJSON.rp.id ?? location.hostname);
  const { id, response } = await inWords(startRegistration({ optionsJSON }));
  const { clientDataJSON, attestationObject } = response;
  const ways = transports.filter((way) => response.transports?.includes(way));
  return { challenge, credential: { id, clientDataJSON, attestationObject, transports: ways } };
};

/** Asks the device to sign with one of its passkeys. */
export const signWithPasskey = async ({ challenge, options }: Ceremony) => {
  const { startAuthentication } = await import('@simplewebauthn/browser');
  const optionsJSON = options as unknown as PublicKeyCredentialRequestOptionsJSON;
  checkAddress(optionsJSON.rpId ?? location.hostname);
  const { id, response } = await inWords(startAuthentication({ optionsJSON }));
  const { clientDataJSON, authenticatorData, signature, userHandle } = response;
  return { challenge, credential: { id, clientDataJSON, authenticatorData, signature, userHandle } };
};
