/**
 * One JSON line an event, with an allow-list: what is not named here is not written, so that no name, phone or answer of a
 * person can reach a log file.
 */
const allowed = new Set([
  'requestId',
  'method',
  'route',
  'status',
  'code',
  'ms',
  'job',
  'error',
  'stack',
  'account',
  'count',
  'port',
  'url',
]);

export type Level = 'debug' | 'info' | 'warn' | 'error';
const rank: Record<Level, number> = { debug: 0, info: 1, warn: 2, error: 3 };

export type Log = Record<Level, (event: string, facts?: Record<string, unknown>) => void>;

export const createLog = (
  lowest: Level | 'silent',
  write: (line: string) => void = (line) => process.stderr.write(line),
): Log => {
  const at =
    (level: Level) =>
    (event: string, facts: Record<string, unknown> = {}): void => {
      if (lowest === 'silent' || rank[level] < rank[lowest]) return;
      const kept = Object.entries(facts).filter(
        ([name]) => allowed.has(name) || (name === 'message' && lowest === 'debug'),
      );
      write(`${JSON.stringify({ at: new Date().toISOString(), level, event, ...Object.fromEntries(kept) })}\n`);
    };
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
};

/** Where an error came from. Its message may quote a person's data, so only the level `debug`, for developers, writes it. */
export const whereOf = (error: unknown): Record<string, unknown> => {
  if (!(error instanceof Error)) return { error: typeof error };
  const code = 'code' in error ? String(error.code) : undefined;
  const frames = (error.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at '));
  const internal = error instanceof TypeError || error instanceof RangeError || error instanceof ReferenceError;
  return {
    error: [error.name, code, internal && error.message].filter(Boolean).join(' '),
    message: error.message,
    stack: frames.slice(0, 6).join('\n'),
  };
};
