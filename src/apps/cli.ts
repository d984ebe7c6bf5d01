import { readConfig, UsageError } from '../core/config.ts';
import { Problem } from '../core/problem.ts';
import { catalogue } from '../core/problem-codes.ts';
import { findCommand, overview, usageOf } from './command.ts';
import { accountCommands } from './commands/accounts.ts';
import { areaCommands } from './commands/areas.ts';
import { auditCommands } from './commands/audit.ts';
import { backupCommands } from './commands/backup.ts';
import { demoCommands } from './commands/demo.ts';
import { doctorCommands } from './commands/doctor.ts';
import { formCommands } from './commands/forms.ts';
import { gateCommands } from './commands/gates.ts';
import { importCommands } from './commands/imports.ts';
import { keyCommands } from './commands/keys.ts';
import { migrateCommands } from './commands/migrate.ts';
import { outboxCommands } from './commands/outbox.ts';
import { statisticsCommands } from './commands/statistics.ts';
import { tokenCommands } from './commands/tokens.ts';
import { withDatabase, withHouse } from './operator.ts';

const commands = [
  ...migrateCommands,
  ...areaCommands,
  ...accountCommands,
  ...formCommands,
  ...gateCommands,
  ...tokenCommands,
  ...outboxCommands,
  ...auditCommands,
  ...importCommands,
  ...keyCommands,
  ...statisticsCommands,
  ...backupCommands,
  ...doctorCommands,
  ...demoCommands,
];

const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** Runs what the arguments say and answers the exit code: 0 done (also with warnings), 1 failed, 2 wrongly asked. */
const run = async (args: readonly string[], env: Record<string, string | undefined>): Promise<number> => {
  const { config, rest } = readConfig(args, env);
  const found = findCommand(commands, rest);
  if (!found || found.help) {
    const [group] = rest;
    const named = commands.filter(({ name }) => name.split(' ')[0] === group);
    say(found ? usageOf(found.command) : overview(named.length > 0 ? named : commands));
    return 0;
  }
  const { command, argument, options } = found;
  const { text, json, failed } = await command.run({
    config,
    argument,
    text: (option) => options.get(option) ?? '',
    has: (option) => options.has(option),
    withHouse: (work) => withHouse(config, work),
    withDatabase: (work) => withDatabase(config, work),
  });
  if (options.has('--json')) say(JSON.stringify(json));
  else say([text].flat().join('\n'));
  return failed ? 1 : 0;
};

const lineOf = (error: unknown): string => {
  if (error instanceof Problem)
    return [catalogue[error.code][2], ...(error.fields ?? []).map(({ code }) => code)].join(': ');
  if (!(error instanceof Error)) return String(error);
  // A refused connection is an error of errors without a message.
  return (error.message || ('code' in error ? String(error.code) : error.name)).split('\n')[0] as string;
};

const asked = process.argv.slice(2);
try {
  process.exitCode = await run(asked, process.env);
} catch (error) {
  if (asked.includes('--json'))
    say(JSON.stringify({ error: lineOf(error), ...(error instanceof Problem && { code: error.code }) }));
  process.stderr.write(`${lineOf(error)}\n`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
