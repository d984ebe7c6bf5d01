import { connect } from '../../core/db.ts';
import { migrate } from '../../core/migrate.ts';
import { loadForms } from '../../features/declarations/index.ts';
import type { Command } from '../command.ts';

export const migrateCommands: Command[] = [
  {
    name: 'migrate',
    says: 'brings the schema of the database to this version',
    run: ({ withDatabase }) =>
      withDatabase(async (ownerUrl) => {
        const applied = await migrate(ownerUrl);
        const owner = connect(ownerUrl, 1);
        await loadForms(owner).finally(() => owner.end());
        return {
          text: applied.length === 0 ? 'the schema is current' : applied.map((name) => `applied ${name}`),
          json: { applied },
        };
      }),
  },
];
