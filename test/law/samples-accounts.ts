import { newId } from '../../src/core/client.ts';
import { account, id, type Samples, type World } from './world.ts';

const credential = { id: 'AAAA', clientDataJSON: 'AAAA' };
const attested = { ...credential, attestationObject: 'AAAA' };
const asserted = { ...credential, authenticatorData: 'AAAA', signature: 'AAAA' };

const newRequest = (area: string) => ({
  id: id(),
  area,
  name: 'Cán bộ mới',
  roles: ['officer'],
  reason: 'thêm người trực',
});

/** A unit asks for itself alone, so what `root` asks for is the nation's: outside of every other area. */
const request = async ({ root }: World): Promise<string> => {
  const { body } = await root.post('/account-requests', newRequest(''));
  return body.id;
};

/** The chain of accounts: lists, requests, transfers, passkeys. A passkey needs a device: src/features/accounts/passkeys.test.ts. */
export const accountsSamples: Samples = {
  'POST /accounts/:id/transfer': async (world) => ({
    id: await account(world),
    body: { id: id(), area: world.area, roles: ['leader'] },
  }),
  'GET /accounts/units': ({ area }) => ({ query: `area=${area}` }),
  'POST /accounts/list': ({ area }) => ({
    query: `id=${id()}&mode=apply&area=${area}`,
    body: Buffer.from(`name,login,roles\r\nCán bộ,cb.${newId().slice(-10)},officer\r\n`),
  }),
  'POST /account-requests': ({ area }) => ({ body: newRequest(area), once: false }),
  'GET /account-requests': () => ({}),
  'POST /account-requests/:id/withdrawal': async (world) => ({ id: await request(world), body: { id: id() } }),
  'POST /account-requests/decisions': async (world) => ({
    body: { id: id(), decisions: [{ request: await request(world), accept: true }] },
  }),
  'POST /invitations/passkey/options': () => ({ body: { token: 'nothing' }, once: false }),
  'POST /invitations/passkey': () => ({
    body: { token: 'nothing', challenge: id(), name: 'x', credential: attested },
    once: false,
  }),
  'POST /sessions/passkey/options': () => ({ body: {}, once: false }),
  'POST /sessions/passkey': () => ({ body: { challenge: id(), credential: asserted }, once: false }),
  'GET /passkeys': () => ({}),
  'POST /passkeys/options': () => ({ body: {}, once: false }),
  'POST /passkeys': () => ({ body: { id: id(), challenge: id(), name: 'x', credential: attested }, once: false }),
  'POST /passkeys/:id/removal': () => ({ id: id(), body: { id: id() }, once: false }),
};
