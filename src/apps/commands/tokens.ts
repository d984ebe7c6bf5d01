import { formatAreaPath } from '../../core/area.ts';
import { UsageError } from '../../core/config.ts';
import { createToken, listTokens, revokeToken } from '../../features/accounts/index.ts';
import type { Command } from '../command.ts';
import { holderOptions, mustExist, readHolder } from './holder.ts';

export const tokenCommands: Command[] = [
  {
    name: 'tokens create',
    says: 'makes a token for a program; it is shown once',
    options: holderOptions,
    run: async (call) => {
      const holder = readHolder(call);
      return call.withHouse(async (house) => {
        await mustExist(house, holder.area, call.text('--area'));
        const { token } = await createToken(house, holder);
        return { text: token, json: { token } };
      });
    },
  },
  {
    name: 'tokens list',
    says: 'lists the tokens that work, without the tokens',
    run: ({ withHouse }) =>
      withHouse(async (house) => {
        const tokens = (await listTokens(house)).map((token) => ({ ...token, area: formatAreaPath(token.area) }));
        const text = tokens.map(
          ({ id, area, roles, name, createdAt }) =>
            `${id}  ${createdAt.toISOString()}  ${area || '""'}  ${roles}  ${name}`,
        );
        return { text: text.length > 0 ? text : 'no tokens', json: { tokens } };
      }),
  },
  {
    name: 'tokens revoke',
    says: 'ends a token at once',
    options: { '--id': { value: 'ID', says: 'as tokens list shows it', required: true } },
    run: ({ text, withHouse }) => {
      const id = text('--id').toLowerCase();
      if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id))
        throw new UsageError('--id must be an id as tokens list shows it');
      return withHouse(async (house) => {
        if (!(await revokeToken(house, id))) throw new Error(`no token ${id} works`);
        return { text: `revoked ${id}`, json: { revoked: id } };
      });
    },
  },
];
