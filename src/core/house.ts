import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import type { Contract } from './contract.ts';
import type { Keys } from './crypto.ts';
import type { Database } from './db.ts';
import type { Job } from './jobs.ts';
import type { Log } from './log.ts';
import type { Actor } from './permission.ts';

/** What a feature is built with: nothing in it is global, so a test builds a second house beside the first. */
export type House = {
  config: Config;
  keys: Keys;
  database: Database;
  clock: Clock;
  log: Log;
  /** The address people reach this server at, without a last slash. */
  publicUrl: () => string;
  /** Where the head of the audit chain is written, outside the database. */
  auditHead: string;
  /** Nothing in it is real: every page says so. */
  isExercise?: boolean;
};

/** A feature as the apps see it. Handlers are checked against the contract where they are written (`handlers`). */
export type Feature = {
  name: string;
  contract: Contract;
  handlers: Record<string, unknown>;
  jobs?: readonly Job[];
  /** Paths that areas had before and what they are now: the frame reads an old one as today's. */
  movedAreas?: () => Promise<ReadonlyMap<string, string>>;
  /** Finishes work under way before the server stops. */
  drain?: () => Promise<void>;
};

export type Authenticate = (token: string) => Promise<Actor | undefined>;
