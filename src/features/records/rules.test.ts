import assert from 'node:assert/strict';
import { test } from 'node:test';
import { maySeeAll, type Purpose, purposeOf } from './rules.ts';

test('a reading is told by what it was for', () => {
  const told: Record<string, Purpose> = {
    'GET /people': 'search',
    'GET /people/:id': 'record',
    'GET /people/:id/timeline': 'record',
    'POST /people/:id/changes': 'record',
    'GET /work': 'work',
    'GET /work/hand-over': 'hand_over',
    'POST /declarations/:id/attempts': 'contact',
    'POST /declarations/:id/verification': 'contact',
    'POST /declarations/:id/medical-check': 'check',
    'POST /declarations/:id/transfer': 'transfer',
    'GET /transfers': 'transfer',
    'POST /people/:id/tests': 'test',
    'GET /tests': 'test',
    'POST /people/:id/health': 'health',
    'GET /declarations': 'declaration',
    'POST /declarations': 'declaration',
    'POST /people/:id/merge': 'merge',
    'GET /people/duplicates': 'merge',
    'GET /correction-requests': 'correction',
    'GET /cases/:id/contacts': 'tracing',
    'GET /people/:id/classification': 'tracing',
    'POST /codes/reading': 'code',
    'GET /exports/people': 'export',
    'GET /travels': 'travel',
    'GET /door-alerts': 'visit',
    'POST /door-alerts/:id/call': 'visit',
    'GET /contact-asks': 'tracing',
    'POST /contact-asks/answers': 'tracing',
    'POST /named-contacts/:id/decision': 'tracing',
    'GET /imports/:id/rows': 'import',
    'POST /imports/:id/apply': 'import',
    'POST /tests/import': 'test',
    'GET /somewhere/else': 'other',
  };
  assert.deepEqual(Object.fromEntries(Object.keys(told).map((route) => [route, purposeOf(route)])), told);
});

test('everything is shown to the holder, and to who keeps the record until the person does', () => {
  const kin = (accountId: string, relation: 'self' | 'family', state: 'own' | 'pending' | 'accepted' | 'refused') => ({
    accountId,
    relation,
    state,
  });
  assert.equal(maySeeAll([kin('a', 'self', 'own')], 'a'), true);
  assert.equal(maySeeAll([kin('a', 'family', 'own')], 'a'), true);
  assert.equal(maySeeAll([kin('a', 'family', 'own'), kin('b', 'family', 'own')], 'a'), true);
  assert.equal(maySeeAll([kin('a', 'family', 'own'), kin('b', 'self', 'own')], 'a'), false);
  assert.equal(maySeeAll([kin('a', 'family', 'own'), kin('b', 'self', 'refused')], 'a'), true);
  for (const state of ['pending', 'accepted', 'refused'] as const)
    assert.equal(maySeeAll([kin('a', 'family', state)], 'a'), false, state);
  assert.equal(maySeeAll([], 'a'), false);
});
