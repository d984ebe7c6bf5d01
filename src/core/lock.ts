import { DatabaseSync } from 'node:sqlite';

const SQLITE_BUSY = 5;
/** A lock whose database object were collected as garbage would be lost. */
const held = new Set<DatabaseSync>();

/**
 * Takes the lock that `file` stands for and returns what gives it back; undefined when a living process has it.
 * Node has no flock; SQLite's lock on an empty file is the kernel's: it needs no pid, two takers cannot race for it, and
 * it ends with its process however that ends.
 */
export function takeLock(file: string): (() => void) | undefined {
  const lock = new DatabaseSync(file, { timeout: 0 });
  try {
    lock.exec('begin exclusive');
  } catch (error) {
    lock.close();
    if ((error as { errcode?: number }).errcode === SQLITE_BUSY) return undefined;
    throw error;
  }
  held.add(lock);
  return () => {
    if (held.delete(lock)) lock.close();
  };
}
