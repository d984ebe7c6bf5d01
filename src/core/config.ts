import { resolve } from 'node:path';

/** Everything an operator sets. Secrets come from the environment or files, never from arguments. */
export type Config = {
  port: number;
  host: string;
  data: string;
  /** The set of administrative units; unset keeps what is installed, at first that of 2021. */
  areas: '2021' | '2025' | undefined;
  /** The area whose figures the portal opens with: a province names itself. */
  home: string;
  databaseUrl: string | undefined;
  publicUrl: string | undefined;
  keys: string;
  sms: 'outbox' | 'http';
  smsUrl: string | undefined;
  log: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  trustProxy: boolean;
  /** For how many days visits can be read; after that their day keys are destroyed. */
  visitDays: number;
};

type Setting = { option?: string; variable: string; check: RegExp; says: string; otherwise?: string };

const settings = {
  port: { option: '--port', variable: 'PORT', check: /^\d{1,5}$/, says: 'a port number', otherwise: '8080' },
  data: { option: '--data', variable: 'LACHAN_DATA', check: /^.+$/, says: 'a folder', otherwise: './data' },
  areas: { option: '--areas', variable: 'LACHAN_AREAS', check: /^(2021|2025)$/, says: '2021 or 2025' },
  home: {
    variable: 'LACHAN_HOME_AREA',
    check: /^(\d{2,5}\.?){1,3}$/,
    says: 'the path of an area, such as 38',
    otherwise: '',
  },
  host: { variable: 'HOST', check: /^\S+$/, says: 'a host name or address', otherwise: '127.0.0.1' },
  databaseUrl: {
    variable: 'DATABASE_URL',
    check: /^postgres(ql)?:\/\/\S+$/,
    says: 'postgres://user:password@host:port/name',
  },
  publicUrl: { variable: 'LACHAN_PUBLIC_URL', check: /^https?:\/\/[^\s/]+\/?$/, says: 'https://name, without a path' },
  keys: { variable: 'LACHAN_KEYS', check: /^.+$/, says: 'a file' },
  sms: { variable: 'LACHAN_SMS', check: /^(outbox|http)$/, says: 'outbox or http', otherwise: 'outbox' },
  smsUrl: { variable: 'LACHAN_SMS_URL', check: /^https?:\/\/\S+$/, says: 'the address of the gateway' },
  log: {
    variable: 'LACHAN_LOG',
    check: /^(debug|info|warn|error|silent)$/,
    says: 'debug, info, warn, error or silent',
    otherwise: 'warn',
  },
  visitDays: {
    variable: 'LACHAN_VISIT_DAYS',
    check: /^(1[4-9]|[2-5]\d|60)$/,
    says: 'a number of days from 14 to 60',
    otherwise: '21',
  },
  trustProxy: {
    variable: 'LACHAN_TRUST_PROXY',
    check: /^(true|false|1|0)$/,
    says: 'true or false',
    otherwise: 'false',
  },
} satisfies Record<string, Setting>;

/** A wrong option or value: one clear line, exit code 2. */
export class UsageError extends Error {}

/** Reads `--option value` and `--option=value`; what is not an option of the house comes back as `rest`. */
const splitOptions = (args: readonly string[]): { given: Map<string, string>; rest: string[] } => {
  const options = new Set(Object.values<Setting>(settings).flatMap((setting) => setting.option ?? []));
  const given = new Map<string, string>();
  const rest: string[] = [];
  for (const [i, arg] of args.entries()) {
    const [name = '', inline] = arg.split(/=(.*)/s);
    const follows = options.has(args[i - 1] ?? '');
    if (options.has(name)) {
      const value = inline ?? args[i + 1];
      if (value === undefined || (inline === undefined && value.startsWith('--')))
        throw new UsageError(`${name} needs a value`);
      given.set(name, value);
    } else if (!follows) rest.push(arg);
  }
  return { given, rest };
};

export const readConfig = (
  args: readonly string[],
  env: Record<string, string | undefined>,
): { config: Config; rest: string[] } => {
  const { given, rest } = splitOptions(args);
  const text = (setting: Setting): string | undefined => {
    const option = setting.option === undefined ? undefined : given.get(setting.option);
    const variable = env[setting.variable];
    const value = option ?? (variable === '' ? undefined : variable);
    if (value === undefined) return setting.otherwise;
    if (!setting.check.test(value)) {
      throw new UsageError(`${option === undefined ? setting.variable : setting.option} must be ${setting.says}`);
    }
    return value;
  };
  const values = Object.fromEntries(Object.entries(settings).map(([name, setting]) => [name, text(setting)])) as Record<
    keyof typeof settings,
    string
  >;
  if (Number(values.port) > 65_535) throw new UsageError('--port must be at most 65535');
  if (values.sms === 'outbox' && env.NODE_ENV === 'production') {
    throw new UsageError(
      'LACHAN_SMS=outbox keeps messages in the database and is refused when NODE_ENV=production; use http',
    );
  }
  if (values.sms === 'http' && !values.smsUrl) throw new UsageError('LACHAN_SMS=http needs LACHAN_SMS_URL');
  const data = resolve(values.data);
  return {
    config: {
      ...values,
      port: Number(values.port),
      areas: values.areas as Config['areas'],
      data,
      keys: values.keys ? resolve(values.keys) : resolve(data, 'keys.json'),
      sms: values.sms as Config['sms'],
      log: values.log as Config['log'],
      visitDays: Number(values.visitDays),
      trustProxy: ['true', '1'].includes(values.trustProxy),
    },
    rest,
  };
};
