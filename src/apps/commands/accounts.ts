import { UsageError } from '../../core/config.ts';
import { createAccount, type Made, resetAccount } from '../../features/accounts/index.ts';
import type { Command, Outcome } from '../command.ts';
import { holderOptions, mustExist, readHolder } from './holder.ts';

const made = ({ id, login, link, linkUntil }: Made): Outcome => ({
  text: [`${login}: open this link within three days, it works once`, link],
  json: { id, login, link, linkUntil },
});

export const accountCommands: Command[] = [
  {
    name: 'accounts create',
    says: 'makes an officer an account and its one-time link',
    options: { ...holderOptions, '--login': { value: 'LOGIN', says: '3-60 of a-z 0-9 . _ -', required: true } },
    run: (call) => {
      const login = call.text('--login');
      if (!/^[a-z0-9][a-z0-9._-]{2,59}$/.test(login)) throw new UsageError('--login must be 3-60 of a-z 0-9 . _ -');
      const holder = readHolder(call);
      return call.withHouse(async (house) => {
        await mustExist(house, holder.area, call.text('--area'));
        return made(await createAccount(house, { ...holder, login }));
      });
    },
  },
  {
    name: 'accounts reset',
    says: 'gives an officer a new one-time link; the old password and open sessions end',
    options: { '--login': { value: 'LOGIN', says: 'whose', required: true } },
    run: ({ text, withHouse }) =>
      withHouse(async (house) => {
        const again = await resetAccount(house, text('--login'));
        if (!again) throw new Error(`nobody has the login ${text('--login')}`);
        return made(again);
      }),
  },
];
