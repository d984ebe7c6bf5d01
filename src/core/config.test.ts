import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { readConfig, UsageError } from './config.ts';

test('an option wins over its variable, and a variable over what is usual', () => {
  assert.equal(readConfig([], {}).config.port, 8080);
  assert.equal(readConfig([], { PORT: '9000' }).config.port, 9000);
  assert.equal(readConfig(['--port', '9001'], { PORT: '9000' }).config.port, 9001);
  assert.equal(readConfig(['--port=9002'], {}).config.port, 9002);
  assert.equal(readConfig([], { LACHAN_DATA: 'x y' }).config.data, resolve('x y'));
});

test('a malformed value stops the start with one clear line', () => {
  const wrong: [string[], Record<string, string>][] = [
    [['--port', 'http'], {}],
    [['--port', '70000'], {}],
    [['--port'], {}],
    [['--areas', '2023'], {}],
    [[], { DATABASE_URL: 'mysql://x' }],
    [[], { LACHAN_SMS: 'pigeon' }],
    [[], { LACHAN_SMS: 'http' }],
    [[], { LACHAN_PUBLIC_URL: 'lachan.vn' }],
    [[], { NODE_ENV: 'production' }],
  ];
  for (const [args, env] of wrong) {
    assert.throws(
      () => readConfig(args, env),
      (error: Error) => error instanceof UsageError && !error.message.includes('\n'),
      JSON.stringify([args, env]),
    );
  }
});

test('what is no option of the house comes back, so that a caller can refuse it', () => {
  assert.deepEqual(readConfig(['--port', '1', 'x', '--unheard'], {}).rest, ['x', '--unheard']);
});
