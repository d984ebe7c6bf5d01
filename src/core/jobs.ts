import type { Clock } from './clock.ts';
import type { Pool } from './db.ts';
import { type Log, whereOf } from './log.ts';

/**
 * Background work as sweeps: each job's own table says what is due, a sweep does it. Nothing is queued twice and nothing is
 * lost with a queue. A lease in `job_run` lets one of several servers run a sweep; its times are the heartbeat.
 */
export type Job = {
  name: string;
  everySeconds: number;
  /** `last` is what the last run that ended well has answered: where this one goes on. */
  run: (now: Date, last?: unknown) => Promise<object | undefined>;
};

/** A job is overdue when it has not ended well for three of its periods and a minute. */
export const overdueJobs = (db: Pool, now: Date) => db<
  { name: string; lastOkAt: Date | null; lastError: string | null }[]
>`
  select name, last_ok_at, last_error from job_run
  where coalesce(last_ok_at, '-infinity') < ${now}::timestamptz - make_interval(secs => 3 * every_seconds + 60)
  order by last_ok_at nulls first`;

/** The clock has skipped so many seconds: no sweep is late by them. */
export const postponeJobs = (owner: Pool, seconds: number) => owner`
  update job_run set last_ok_at = last_ok_at + make_interval(secs => ${seconds}),
    lease_until = lease_until + make_interval(secs => ${seconds})`;

/** Runs one sweep now, if no other server holds its lease; answers whether it ran. */
export const runJob = async (owner: Pool, job: Job, now: Date, log: Log): Promise<boolean> => {
  const lease = new Date(now.getTime() + Math.max(60, job.everySeconds * 2) * 1000);
  const [held] = await owner<{ detail: unknown }[]>`
    insert into job_run (name, every_seconds, lease_until) values (${job.name}, ${job.everySeconds}, ${lease})
    on conflict (name) do update set lease_until = ${lease}, every_seconds = ${job.everySeconds}
      where job_run.lease_until is null or job_run.lease_until <= ${now}
    returning detail`;
  if (!held) return false;
  try {
    const detail = (await job.run(now, held.detail)) ?? null;
    await owner`update job_run set last_ok_at = ${now}, lease_until = null, last_error = null,
      detail = ${detail && owner.json(detail as never)} where name = ${job.name}`;
  } catch (error) {
    const where = whereOf(error);
    log.error('job failed', { job: job.name, ...where });
    await owner`update job_run set last_error = ${String(where.error)}, last_error_at = ${now}, lease_until = null
      where name = ${job.name}`;
  }
  return true;
};

/** Starts the sweeps; the answer stops them and waits for the one under way. */
export const startJobs = (owner: Pool, jobs: readonly Job[], clock: Clock, log: Log): (() => Promise<void>) => {
  const running = new Set<Promise<unknown>>();
  const timers = jobs.map((job) => {
    const tick = (): void => {
      const run = runJob(owner, job, clock.now(), log).catch((error) =>
        log.error('job failed', { job: job.name, ...whereOf(error) }),
      );
      running.add(run);
      run.finally(() => running.delete(run));
    };
    tick();
    const timer = setInterval(tick, job.everySeconds * 1000);
    timer.unref();
    return timer;
  });
  return async () => {
    for (const timer of timers) clearInterval(timer);
    await Promise.all(running);
  };
};
