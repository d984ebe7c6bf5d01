import { readConfig, UsageError } from '../core/config.ts';
import { firstAdministrator } from '../features/accounts/index.ts';
import { openHouse } from './house.ts';
import { addressesOf, failed, run, say } from './run.ts';
import { serve } from './serve.ts';

const start = async (): Promise<void> => {
  const { config, rest } = readConfig(process.argv.slice(2), process.env);
  if (rest.length > 0) throw new UsageError(`unknown option ${rest[0]}; known are --port, --data, --areas`);
  await run(config, async (ownerUrl) => {
    const house = await openHouse(config, ownerUrl);
    const server = await serve(house);
    const link = await firstAdministrator(house);
    say(addressesOf(house.publicUrl()));
    if (link) say(`\nQuản trị viên đầu tiên, đường dẫn dùng một lần / first administrator, one-time link:\n  ${link}`);
    return server;
  });
};

start().catch(failed);
