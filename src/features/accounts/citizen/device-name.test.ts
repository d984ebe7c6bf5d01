import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deviceName } from './device-name.ts';

test('a browser is called as people call it', () => {
  const chrome =
    'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Mobile Safari/537.36';
  assert.equal(deviceName(chrome), 'Chrome · Android');
  assert.equal(deviceName(`${chrome} Zalo android/12`), 'Zalo · Android');
  assert.equal(deviceName('curl/8.5'), undefined);
});
