import { newId } from '../../src/core/client.ts';
import { aDeclaration, aPerson, places, somePhone } from '../support/server.ts';
import { accountsSamples } from './samples-accounts.ts';
import { areasSamples } from './samples-areas.ts';
import { caseSamples } from './samples-cases.ts';
import { codesSamples } from './samples-codes.ts';
import { followupSamples } from './samples-followup.ts';
import { importsSamples } from './samples-imports.ts';
import { investigationSamples } from './samples-investigations.ts';
import { recordsSamples } from './samples-records.ts';
import { returneesSamples } from './samples-returnees.ts';
import { steeringSamples } from './samples-steering.ts';
import { supportSamples } from './samples-support.ts';
import { travelSamples } from './samples-travel.ts';
import { venueSamples, visitSamples } from './samples-visits.ts';
import {
  account,
  approval,
  confirmed,
  dead,
  declaration,
  duty,
  epidemicArea,
  hamlet,
  id,
  later,
  newDuty,
  officer,
  person,
  type Samples,
  test,
  transfer,
} from './world.ts';

/** One valid request for each route. A route without a sample fails the law test. */
export const samples: Samples = {
  'POST /otp': () => ({ body: { phone: somePhone() }, once: false }),
  'POST /sessions': () => ({ body: { phone: somePhone(), code: '000000' }, once: false }),
  'POST /sessions/officer': () => ({
    body: { login: `nobody.${newId().slice(-8)}`, password: 'x', code: '000000' },
    once: false,
  }),
  'POST /sessions/end': () => ({ body: {}, once: false }),
  'GET /sessions': () => ({}),
  'POST /sessions/:id/revocation': () => ({ id: id(), body: { id: id() }, once: false }),
  'GET /me': () => ({}),
  'GET /accounts': ({ area }) => ({ query: `area=${area}` }),
  'POST /accounts': ({ area }) => ({ body: officer(area) }),
  'POST /accounts/:id/suspension': async (world) => ({ id: await account(world), body: { id: id(), reason: 'nghỉ' } }),
  'POST /accounts/:id/reset': async (world) => ({ id: await account(world), body: { id: id() } }),
  'POST /invitations/check': () => ({ body: { token: 'nothing' }, once: false }),
  'POST /invitations/acceptance': () => ({ body: { token: 'nothing', password: 'x', code: '000000' }, once: false }),
  'POST /otp/face-to-face': () => ({ body: { id: id(), phone: somePhone() } }),
  'GET /areas': ({ area }) => ({ query: `parent=${area}` }),
  'GET /areas/trail': ({ area }) => ({ query: `area=${area}` }),
  'GET /areas/search': ({ area }) => ({ query: `text=thanh&within=${area}` }),
  'GET /hamlets': ({ commune }) => ({ query: `area=${commune}` }),
  'GET /hamlets/leaders': ({ area }) => ({ query: `area=${area}` }),
  'POST /hamlets': ({ commune }) => ({ body: { id: id(), area: commune, name: `Thôn ${newId().slice(-4)}` } }),
  'POST /hamlets/:id/changes': async (world) => ({ id: await hamlet(world), body: { id: id(), leader: 'Ông Tư' } }),
  'GET /stations': ({ area }) => ({ query: `area=${area}` }),
  'POST /stations': ({ area }) => ({ body: { id: id(), area, phone: '0237 3852 111' } }),
  'GET /duty': ({ area }) => ({ query: `area=${area}` }),
  'POST /duty': ({ area }) => ({ body: newDuty(area) }),
  'POST /duty/:id/removal': async (world) => ({ id: await duty(world), body: { id: id() } }),
  'GET /audit': () => ({}),
  'POST /declarations': ({ commune }) => ({
    body: aDeclaration({ person: aPerson({ area: commune }), area: commune }),
  }),
  'POST /declarations/batch': ({ commune }) => ({
    body: { items: [aDeclaration({ person: aPerson({ area: commune }), area: commune })] },
    once: false,
  }),
  'GET /declarations': ({ area }) => ({ query: `area=${area}` }),
  'GET /declarations/:id': async (world) => ({ id: await declaration(world) }),
  'POST /declarations/:id/call-request': async (world) => ({
    id: await declaration(world),
    body: { id: id() },
    by: 'citizen',
  }),
  'POST /declarations/:id/correction': async (world) => ({
    id: await declaration(world),
    body: { id: id(), note: 'nhầm ngày' },
    by: 'citizen',
  }),
  'GET /forms': () => ({}),
  'GET /epidemic-areas': () => ({}),
  'POST /epidemic-areas': ({ area }) => ({
    body: { id: id(), area, from: '2020-01-01', to: '2020-01-31', source: 'Bộ Y tế' },
  }),
  'POST /epidemic-areas/:id/end': async (world) => ({
    id: await epidemicArea(world),
    body: { id: id(), to: '2020-02-10' },
  }),
  'POST /people': ({ commune }) => ({ body: aPerson({ area: commune }) }),
  'GET /people': ({ area }) => ({ query: `search=hang&area=${area}` }),
  'GET /people/:id': async (world) => ({ id: await person(world) }),
  'POST /people/:id/changes': async (world) => ({ id: await person(world), body: { id: id(), address: '5 Lê Lợi' } }),
  'POST /people/:id/takeover': async (world) => ({
    id: await person(world),
    body: { id: id(), accept: true },
    by: 'citizen',
  }),
  'POST /people/:id/health': async (world) => ({ id: await person(world), body: { id: id(), status: 'symptomatic' } }),
  'POST /people/:id/death': async (world) => ({
    id: await person(world),
    body: { id: id(), diedOn: '2026-01-05', place: 'nhà', source: 'gia đình' },
  }),
  'POST /people/:id/death/correction': async (world) => ({
    id: await dead(world),
    body: { id: id(), reason: 'nhầm người' },
  }),
  'GET /statistics/declarations': ({ area }) => ({ query: `area=${area}` }),
  'GET /statistics/days': ({ area }) => ({ query: `area=${area}` }),
  'POST /figures/approval': ({ area }) => ({ body: { id: id(), area } }),
  'GET /figures/approvals': ({ area }) => ({ query: `area=${area}` }),
  'POST /figures/approvals/:id/withdrawal': async (world) => ({
    id: await approval(world),
    body: { id: id(), reason: 'tính nhầm' },
  }),
  'GET /public/summary': ({ area }) => ({ query: `area=${area}` }),
  'GET /work': ({ area }) => ({ query: `area=${area}` }),
  'GET /work/summary': ({ area }) => ({ query: `area=${area}` }),
  'GET /work/events': () => ({}),
  'GET /work/hand-over': ({ area }) => ({ query: `area=${area}` }),
  'POST /declarations/:id/take': async (world) => ({ id: await declaration(world), body: { id: id() } }),
  'POST /declarations/:id/attempts': async (world) => ({
    id: await declaration(world),
    body: { id: id(), channel: 'call', outcome: 'no_answer' },
  }),
  'POST /declarations/:id/verification': async (world) => ({
    id: await declaration(world),
    body: { id: id(), result: 'confirmed' },
  }),
  'POST /declarations/:id/medical-check': async (world) => ({
    id: await confirmed(world),
    body: { id: id(), findings: 'ổn', conclusion: 'none' },
  }),
  'POST /declarations/:id/closure': async (world) => ({
    id: await confirmed(world),
    body: { id: id(), reason: 'không cần khám' },
  }),
  'POST /declarations/:id/reopening': async (world) => ({
    id: await confirmed(world),
    body: { id: id(), reason: 'nhầm' },
  }),
  'POST /declarations/:id/transfer': async (world) => ({
    id: await declaration(world),
    body: { id: id(), area: places.elsewhere, reason: 'ở đó' },
  }),
  'GET /transfers': () => ({}),
  'POST /transfers/:id/answer': async (world) => ({ id: await transfer(world), body: { id: id(), accept: true } }),
  'POST /people/:id/tests': async (world) => ({
    id: await person(world),
    body: { id: id(), sampledAt: later(-1), method: 'pcr' },
  }),
  'POST /tests/:id/result': async (world) => ({ id: await test(world), body: { id: id(), result: 'negative' } }),
  'GET /tests': ({ area }) => ({ query: `area=${area}` }),
  'GET /people/:id/timeline': async (world) => ({ id: await person(world) }),
  ...recordsSamples,
  ...accountsSamples,
  ...areasSamples,
  ...supportSamples,
  ...codesSamples,
  ...venueSamples,
  ...visitSamples,
  ...caseSamples,
  ...followupSamples,
  ...investigationSamples,
  ...steeringSamples,
  ...travelSamples,
  ...returneesSamples,
  ...importsSamples,
};
