import { type DBSchema, type IDBPDatabase, openDB } from 'idb';

/**
 * What a device keeps of others: JSON sealed with AES-GCM under a key that the browser holds and never gives out.
 * A copy of the disk's files is unreadable without the browser's own key store, and sign-out destroys key and records.
 */
type Sealed = { name: string; account: string; iv: Uint8Array<ArrayBuffer>; data: ArrayBuffer };
interface Shape extends DBSchema {
  keys: { key: string; value: CryptoKey };
  records: { key: string; value: Sealed };
}

/** WebCrypto exists only under https and on localhost; elsewhere nothing is kept. */
export const canSeal = (): boolean => globalThis.crypto?.subtle !== undefined && globalThis.indexedDB !== undefined;

const under = (prefix: string) => IDBKeyRange.bound(prefix, `${prefix}\uffff`);

/** The sealed records of one face of the system; opened when first asked for. */
export const sealedIn = (space: string) => {
  const opened: { database?: Promise<IDBPDatabase<Shape>> } = {};
  const database = (): Promise<IDBPDatabase<Shape>> => {
    opened.database ??= openDB<Shape>(space, 1, {
      upgrade: (db) => {
        db.createObjectStore('keys');
        db.createObjectStore('records', { keyPath: 'name' });
      },
    });
    return opened.database;
  };

  const key = async (): Promise<CryptoKey> => {
    const db = await database();
    const held = await db.get('keys', 'seal');
    if (held) return held;
    const made = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
    // Two tabs may make one at once: `add` lets the first win, and both read that.
    await db.add('keys', made, 'seal').catch(() => undefined);
    return (await db.get('keys', 'seal')) ?? made;
  };

  const open = async <T>({ iv, data }: Sealed): Promise<T> => {
    const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, await key(), data);
    return JSON.parse(new TextDecoder().decode(plain)) as T;
  };

  return {
    keep: async (name: string, account: string, value: unknown): Promise<void> => {
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const plain = new TextEncoder().encode(JSON.stringify(value));
      const data = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, await key(), plain);
      await (await database()).put('records', { name, account, iv, data });
    },

    kept: async <T>(name: string): Promise<T | undefined> => {
      const record = await (await database()).get('records', name);
      return record && open<T>(record);
    },

    /** All records of one account whose name starts so, by name: a queue's names are UUIDv7, so this is the order of writing. */
    keptUnder: async <T>(prefix: string, account: string): Promise<T[]> => {
      const records = await (await database()).getAll('records', under(prefix));
      return Promise.all(records.filter((record) => record.account === account).map((record) => open<T>(record)));
    },

    /** What is kept, by name alone: nothing is opened. */
    namesUnder: async (prefix: string): Promise<string[]> => (await database()).getAllKeys('records', under(prefix)),

    drop: async (name: string): Promise<void> => (await database()).delete('records', name),

    /** Sign-out: the key first, so that even an interrupted wipe leaves nothing readable. */
    wipe: async (): Promise<void> => {
      if (!canSeal()) return;
      const db = await database();
      await db.clear('keys');
      await db.clear('records');
    },
  };
};
