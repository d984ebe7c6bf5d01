import { UsageError } from '../../core/config.ts';
import { parsePhone } from '../../core/phone.ts';
import { newestMessage } from '../../features/messages/index.ts';
import type { Command } from '../command.ts';

export const outboxCommands: Command[] = [
  {
    name: 'outbox',
    says: 'shows the newest message to a phone, where messages stay in the outbox',
    options: { '--phone': { value: 'NUMBER', says: '0912345678', required: true } },
    run: ({ config, text, withHouse }) => {
      if (!parsePhone(text('--phone'))) throw new UsageError('--phone must be a phone number such as 0912345678');
      if (config.sms !== 'outbox') throw new Error('messages go to the gateway (LACHAN_SMS=http); there is no outbox');
      return withHouse(async (house) => {
        const message = await newestMessage(house, text('--phone'));
        if (!message) throw new Error('no message to this phone');
        const { to, text: words, code, at } = message;
        return {
          text: [`to ${to} at ${at.toISOString()}`, words],
          json: { to, text: words, ...(code && { code }), at },
        };
      });
    },
  },
];
