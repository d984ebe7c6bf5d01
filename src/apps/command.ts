import { type Config, UsageError } from '../core/config.ts';
import type { House } from '../core/house.ts';

export type Option = { says: string; value?: string; required?: boolean };

/** What a command may use: it opens the house, or only the owner's database, when it needs it. */
export type Call = {
  config: Config;
  /** What stands behind the command's words; '' unless it takes one. */
  argument: string;
  /** The text of an option that must be there. */
  text: (option: string) => string;
  has: (option: string) => boolean;
  /** Opens a house by the owner's connection on the running database, or on one started for this command alone. */
  withHouse: <T>(work: (house: House) => Promise<T>) => Promise<T>;
  /** The same without a house: for what comes before the schema is there. */
  withDatabase: <T>(work: (ownerUrl: string, isServed: boolean) => Promise<T>) => Promise<T>;
};

/** What a command found: for people, and with --json for programs. `failed` is exit code 1. */
export type Outcome = { text: string | readonly string[]; json: unknown; failed?: boolean };

export type Command = {
  /** 'tokens create' */
  name: string;
  says: string;
  /** One word behind the command's own, such as a file: 'FILE'. */
  argument?: string;
  options?: Record<`--${string}`, Option>;
  run: (call: Call) => Promise<Outcome>;
};

const json: Option = { says: 'one line of JSON on standard output' };
const house = [
  '  --data FOLDER     the data folder (LACHAN_DATA, ./data)',
  '  --areas 2021|2025 the set of administrative units (LACHAN_AREAS, 2021)',
  '  --port NUMBER     the port of the server, for links (PORT, 8080)',
];

export const usageOf = ({ name, says, argument, options = {} }: Command): string => {
  const rows = Object.entries({ ...options, '--json': json }).map(([option, { value, says: text, required }]) => {
    const left = `  ${option}${value ? ` ${value}` : ''}`;
    return `${left.padEnd(19)} ${text}${required ? ' (required)' : ''}`;
  });
  return [`lachan ${argument ? `${name} ${argument}` : name}: ${says}`, '', ...rows, ...house].join('\n');
};

export const overview = (commands: readonly Command[]): string =>
  [
    'lachan COMMAND [options]; each command tells more with --help',
    '',
    ...commands.map(({ name, says }) => `  ${name.padEnd(18)} ${says}`),
  ].join('\n');

export type Found = { command: Command; argument: string; options: Map<string, string>; help: boolean };

/** Reads the words and options of one command; `undefined` when only an overview is asked for. */
export const findCommand = (commands: readonly Command[], args: readonly string[]): Found | undefined => {
  const words = args.findIndex((arg) => arg.startsWith('-'));
  const said = args.slice(0, words < 0 ? args.length : words);
  const command =
    commands.find(({ name }) => name === said.join(' ')) ??
    commands.find(({ name, argument }) => argument && said.length > 1 && name === said.slice(0, -1).join(' '));
  if (!command && args.includes('--help')) return undefined;
  if (said.length === 0) throw new UsageError('a command is missing; lachan --help lists them');
  if (!command) throw new UsageError(`unknown command "${said.join(' ')}"; lachan --help lists them`);
  const options = readOptions(command, args.slice(said.length));
  const help = options.has('--help');
  const argument = said.join(' ') === command.name ? '' : (said.at(-1) ?? '');
  const missing = Object.entries(command.options ?? {}).find(([name, { required }]) => required && !options.has(name));
  if (command.argument && argument === '' && !help)
    throw new UsageError(`lachan ${command.name} needs ${command.argument}`);
  if (missing && !help) throw new UsageError(`lachan ${command.name} needs ${missing[0]}`);
  return { command, argument, options, help };
};

/** `--option value` or `--option=value`; an empty value is one. */
const readOptions = (command: Command, args: readonly string[]): Map<string, string> => {
  const known: Record<string, Option> = { ...command.options, '--json': json, '--help': { says: '' } };
  const options = new Map<string, string>();
  const rest = [...args];
  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    const [name = '', inline] = arg.split(/=(.*)/s);
    const option = known[name] ?? usage(`lachan ${command.name} has no option ${name}`);
    if (option.value === undefined && inline !== undefined) usage(`${name} takes no value`);
    const value = option.value === undefined ? '' : (inline ?? rest.shift());
    options.set(
      name,
      value === undefined || (inline === undefined && value.startsWith('--')) ? usage(`${name} needs a value`) : value,
    );
  }
  return options;
};

const usage = (line: string): never => {
  throw new UsageError(line);
};
