import { type DBSchema, type IDBPDatabase, openDB } from 'idb';

/** Things kept on the device by key. Where they are kept says how long they last: `memory` ends with the page. */
export type Shelf = {
  kind: 'indexeddb' | 'local' | 'memory';
  get: <T>(key: string) => Promise<T | undefined>;
  set: (key: string, value: unknown) => Promise<void>;
  remove: (key: string) => Promise<void>;
  /** The values whose keys start with `prefix`, in the order of their keys. */
  under: <T>(prefix: string) => Promise<T[]>;
  /** Forgets everything, or everything but what lies under `spared`. */
  clear: (spared?: string) => Promise<void>;
};

interface Schema extends DBSchema {
  things: { key: string; value: unknown };
}

const inDatabase = (db: IDBPDatabase<Schema>): Shelf => ({
  kind: 'indexeddb',
  get: async <T>(key: string) => (await db.get('things', key)) as T | undefined,
  set: async (key, value) => {
    await db.put('things', value, key);
  },
  remove: (key) => db.delete('things', key),
  under: async <T>(prefix: string) => (await db.getAll('things', IDBKeyRange.bound(prefix, `${prefix}\uffff`))) as T[],
  clear: async (spared) => {
    const keys = await db.getAllKeys('things');
    await Promise.all(keys.filter((key) => !spared || !key.startsWith(spared)).map((key) => db.delete('things', key)));
  },
});

type Texts = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> & { keys: () => string[] };

const inTexts = (kind: 'local' | 'memory', texts: Texts, space: string): Shelf => {
  const read = (key: string) => JSON.parse(texts.getItem(key) ?? 'null') ?? undefined;
  const keys = (prefix: string) => texts.keys().filter((key) => key.startsWith(`${space}/${prefix}`));
  return {
    kind,
    get: async (key) => read(`${space}/${key}`),
    set: async (key, value) => texts.setItem(`${space}/${key}`, JSON.stringify(value)),
    remove: async (key) => texts.removeItem(`${space}/${key}`),
    under: async (prefix) => keys(prefix).toSorted().map(read),
    clear: async (spared) => {
      const kept = new Set(spared ? keys(spared) : []);
      for (const key of keys('')) if (!kept.has(key)) texts.removeItem(key);
    },
  };
};

const memoryTexts = (): Texts => {
  const map = new Map<string, string>();
  return {
    getItem: (key) => map.get(key) ?? null,
    setItem: (key, value) => map.set(key, value),
    removeItem: (key) => map.delete(key),
    keys: () => [...map.keys()],
  };
};

const localTexts = (): Texts => {
  const probe = 'lachan.probe';
  localStorage.setItem(probe, '1');
  localStorage.removeItem(probe);
  return {
    getItem: (key) => localStorage.getItem(key),
    setItem: (key, value) => localStorage.setItem(key, value),
    removeItem: (key) => localStorage.removeItem(key),
    keys: () => Object.keys(localStorage),
  };
};

/** Some in-app browsers leave the request open for ever instead of refusing it. */
const patience = 2000;

/** IndexedDB, else localStorage, else memory: inside another app's browser one or both may be refused. */
export const openShelf = async (space: string): Promise<Shelf> => {
  try {
    const opening = openDB<Schema>(space, 1, { upgrade: (db) => void db.createObjectStore('things') });
    const late = new Promise<never>((_, refuse) => setTimeout(() => refuse(new Error('late')), patience));
    return inDatabase(await Promise.race([opening, late]));
  } catch {
    try {
      return inTexts('local', localTexts(), space);
    } catch {
      return inTexts('memory', memoryTexts(), space);
    }
  }
};
