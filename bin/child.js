import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the project. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/** Our environment, with the project's own programs first; scripts among them then run under the pinned Node. */
export const environment = {
  ...process.env,
  PATH: [join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter),
};

const passedOn = ['SIGINT', 'SIGTERM', 'SIGHUP'];
/** Ctrl-C reaches us twice, from the terminal and from npm: the same signal within this time is the same wish. */
const SAME_WISH_MS = 1000;

/**
 * Runs a program to its end on our terminal and resolves to its exit code: 128 + n when signal n killed it, 127 when it
 * cannot be started. Signals that would end us are passed on to it, and we wait for its end.
 */
export function run(file, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(file, args, { stdio: 'inherit', env: environment, ...options });
    const last = new Map();
    const pass = (signal) => {
      const now = Date.now();
      if (now - (last.get(signal) ?? 0) < SAME_WISH_MS) return;
      last.set(signal, now);
      child.kill(signal);
    };
    const end = (code) => {
      for (const signal of passedOn) process.off(signal, pass);
      resolve(code);
    };
    for (const signal of passedOn) process.on(signal, pass);
    child.once('error', (error) => {
      console.error(error.message);
      end(127);
    });
    child.once('exit', (code, signal) => end(code ?? 128 + constants.signals[signal]));
  });
}

/** A whole script: what it resolves to is the exit code, what it throws is one line and exit code 1. */
export async function main(script) {
  try {
    process.exitCode = await script();
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
