import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { restoreBackup, writeBackup } from '../../core/backup.ts';
import { keysFrom } from '../../core/crypto.ts';
import { connect } from '../../core/db.ts';
import { migrate } from '../../core/migrate.ts';
import type { Command } from '../command.ts';

const mustReadKeys = async (file: string) => {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new Error(`there is no key file ${file}; without the one the records were sealed with they cannot be read`);
  });
  return keysFrom(JSON.parse(text));
};

export const backupCommands: Command[] = [
  {
    name: 'backup',
    says: 'copies every table, as of one moment, into a folder; the key file is not in it and is kept elsewhere',
    options: { '--to': { value: 'FOLDER', says: 'a folder that is not there yet, or empty', required: true } },
    run: async ({ config, text, withDatabase }) => {
      const keys = await mustReadKeys(config.keys);
      return withDatabase(async (ownerUrl) => {
        const owner = connect(ownerUrl, 1);
        const folder = resolve(text('--to'));
        const { tables, at } = await writeBackup(owner, keys, folder).finally(() => owner.end());
        const rows = tables.reduce((sum, table) => sum + table.rows, 0);
        const said = [
          `${tables.length} tables, ${rows} rows in ${folder}`,
          `the key file is NOT in it: keep a copy of ${config.keys} elsewhere`,
        ];
        return { text: said, json: { folder, at, tables: tables.length, rows, keys: false } };
      });
    },
  },
  {
    name: 'restore',
    says: 'reads a backup into an empty database; the key file of its time must be in place',
    options: { '--from': { value: 'FOLDER', says: 'a folder that backup wrote', required: true } },
    run: async ({ config, text, withDatabase }) => {
      const keys = await mustReadKeys(config.keys);
      return withDatabase(async (ownerUrl) => {
        await migrate(ownerUrl);
        const owner = connect(ownerUrl, 1);
        const { tables, at } = await restoreBackup(owner, keys, resolve(text('--from'))).finally(() => owner.end());
        const rows = tables.reduce((sum, table) => sum + table.rows, 0);
        return {
          text: `${tables.length} tables, ${rows} rows as of ${at}; counts and checksums agree`,
          json: { at, tables: tables.length, rows },
        };
      });
    },
  },
];
