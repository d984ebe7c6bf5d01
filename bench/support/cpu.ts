import { readdirSync, readFileSync } from 'node:fs';

const ticksPerSecond = 100;

const statOf = (pid: number): { parent: number; ticks: number } | undefined => {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return {
      parent: Number(fields[1]),
      ticks: Number(fields[11]) + Number(fields[12]) + Number(fields[13]) + Number(fields[14]),
    };
  } catch {
    return undefined;
  }
};

/** CPU microseconds used so far by some processes and all below them; NaN where there is no /proc. */
export const cpuMicros = (roots: readonly number[]): number => {
  const stats = new Map<number, { parent: number; ticks: number }>();
  try {
    for (const name of readdirSync('/proc')) {
      const stat = /^\d+$/.test(name) ? statOf(Number(name)) : undefined;
      if (stat) stats.set(Number(name), stat);
    }
  } catch {
    return Number.NaN;
  }
  const isBelow = (pid: number): boolean => {
    const stat = stats.get(pid);
    return roots.includes(pid) || (stat !== undefined && stat.parent > 1 && isBelow(stat.parent));
  };
  const own = [...stats].filter(([pid]) => isBelow(pid));
  return own.reduce((sum, [, { ticks }]) => sum + (ticks / ticksPerSecond) * 1e6, 0);
};

export const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
