import assert from 'node:assert/strict';
import { newId } from '../../src/core/client.ts';
import { aDeclaration, aPerson, places, type TestServer } from '../support/server.ts';

// The roads into and out of the commune, told through HTTP: a gate and a checkpoint, one who travels, one who enters, one
// who comes home.

const hour = 3_600_000;

export const fillRoads = async (house: TestServer): Promise<void> => {
  const now = house.clock.now().getTime();
  const at = (hours: number): string => new Date(now + hours * hour).toISOString();
  const manager = await house.officer(places.province, ['manager']);
  const gate = async (name: string, kind: string): Promise<string> => {
    const { status, body } = await manager.post('/gates', { id: newId(), name, kind, area: places.commune });
    assert.equal(status, 201, JSON.stringify(body));
    return body.id;
  };
  await gate('Chốt cầu Hàm Rồng', 'checkpoint');
  const station = await gate('Ga Thanh Hóa', 'rail');
  const declare = async (form: string, fullName: string, answers: Record<string, unknown>) => {
    const citizen = await house.citizen();
    const person = aPerson({ fullName });
    const { status, body } = await citizen.post('/declarations', aDeclaration({ form, person, answers }));
    assert.equal(status, 201, JSON.stringify(body));
    return { citizen, id: body.id };
  };
  const trip = { vehicle: 'coach', trip: '36B-012.34', from: places.elsewhere, to: places.commune, departure: at(-1) };
  const { citizen, id } = await declare('domestic', 'Lò Thị Mai', { symptoms: [], ...trip });
  assert.equal((await citizen.post(`/declarations/${id}/pass`, { id: newId() })).status, 201);
  await declare('entry', 'Anna Schmidt', {
    symptoms: ['cough'],
    exposures: ['animals'],
    gate: station,
    passport: 'C01X00T47',
    countries: ['LA', 'DE'],
    traveller: 'expert',
    enteredOn: at(0).slice(0, 10),
    testSlip: 'negative_pcr',
  });
  await declare('returnee', 'Lê Văn Hợi', {
    symptoms: [],
    from: '79.760',
    origin: 'lockdown',
    leftOn: at(-24).slice(0, 10),
    arrival: at(2),
    household: 3,
  });
};
