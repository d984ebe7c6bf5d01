import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays, dayOf } from '../../../core/day.ts';
import { now, serverNow, setServerTime, today } from './now.ts';

test('the day of the screens is the one the server counts by, on a device that is a day behind too', () => {
  const device = dayOf(new Date());
  setServerTime(new Date(Date.now() + 24 * 3_600_000).toISOString());
  assert.equal(today(), addDays(device, 1));
  assert.equal(dayOf(new Date(now.value)), today());
  assert.equal(dayOf(serverNow()), today());
  setServerTime(new Date().toISOString());
  assert.equal(today(), dayOf(new Date()));
});
