import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { keysFrom, rotateKeys } from '../../core/crypto.ts';
import type { Command } from '../command.ts';

/** Tells one key file from another without telling a key. */
const readKeyFile = async (file: string) => {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new Error(`there is no key file ${file}; the first start makes it`);
  });
  const keys = keysFrom(JSON.parse(text));
  const fingerprint = createHash('sha256').update(text).digest('hex').slice(0, 32);
  const mode = ((await stat(file)).mode & 0o777).toString(8);
  return { file, installation: keys.installation, version: keys.version, mode, fingerprint };
};

export const keyCommands: Command[] = [
  {
    name: 'keys',
    says: 'shows which key file is used, its newest version and its fingerprint',
    run: async ({ config }) => {
      const shown = await readKeyFile(config.keys);
      return { text: Object.entries(shown).map(([name, value]) => `${name.padEnd(13)} ${value}`), json: shown };
    },
  },
  {
    name: 'keys rotate',
    says: 'adds a master key; what the older ones sealed stays readable. Restart the server at once after it',
    run: async ({ config }) => {
      await readKeyFile(config.keys);
      const version = await rotateKeys(config.keys);
      const text = [
        `version ${version} seals from the next start on`,
        'restart the server now, and back the key file up',
      ];
      return { text, json: { version } };
    },
  },
];
