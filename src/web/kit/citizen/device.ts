import type { ReadonlySignal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Outbox } from '../outbox.ts';
import type { Shelf } from '../shelf.ts';

/** Someone this account declares for. `unsent` while the record is only on this device. */
export type Member = {
  id: string;
  fullName: string;
  birthYear: number | null;
  relation: 'self' | 'family';
  pending: boolean;
  area: string;
  unsent: boolean;
};

/** What the screens of all features share on this device; the shell provides it. */
export type Device = {
  shelf: Promise<Shelf>;
  outbox: Outbox;
  members: ReadonlySignal<readonly Member[]>;
  /** Reads account and household again from the server. */
  refresh: () => Promise<void>;
};

const Context = createContext<Device | undefined>(undefined);
export const DeviceProvider = Context.Provider;

export const useDevice = (): Device => {
  const device = useContext(Context);
  if (!device) throw new Error('a citizen screen stands outside DeviceProvider');
  return device;
};
