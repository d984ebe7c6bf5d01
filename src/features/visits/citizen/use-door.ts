import { useEffect, useRef, useState } from 'preact/hooks';
import { client } from '../../../core/client.ts';
import { useLoaded } from '../../../web/kit/load.ts';
import { remember, remembered } from '../../../web/kit/memory.ts';
import { online } from '../../../web/kit/online.ts';
import type { areas } from '../../areas/contract.ts';
import type { Method } from '../rules.ts';
import { type Door, type Outcome, undo } from './door.ts';
import { refreshKeys, refreshWithdrawn, todayOf, venueOfDoor } from './door-known.ts';
import { openQueue, taken } from './door-queue.ts';

const callAreas = client<typeof areas>();

/** A door stays open all day, and may lose its network at any time. */
const refreshEvery = 3_600_000;

/** What the two screens of a door share: which door, what it knows, and the answer that stands. */
export const useDoor = (venue: string, account: string, method: Method) => {
  const [way, setWay] = useState<Door['way']>(remembered('door.way') === 'out' ? 'out' : 'in');
  const [outcome, setOutcome] = useState<Outcome>();
  const [last, setLast] = useState<Outcome>();
  const [isUndone, setUndone] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const before = useRef<Element | null>(null);
  const known = useLoaded(() => venueOfDoor(venue, account), [venue, online.value]);
  const today = useLoaded(() => todayOf(venue, account), [venue, taken.value, online.value]);
  const area = known.value?.area;
  const station = useLoaded(
    async (signal) => (area ? callAreas('GET /stations', { query: { area } }, signal) : undefined),
    [area],
  );
  useEffect(() => {
    void refreshKeys(account);
    void openQueue(account);
  }, [account]);
  useEffect(() => {
    const refresh = () => void refreshWithdrawn(venue, account);
    refresh();
    const timer = setInterval(refresh, refreshEvery);
    return () => clearInterval(timer);
  }, [venue, account, online.value]);

  // Who works with keys goes on where the answer found them; what they typed on is gone, and then the heading has it.
  useEffect(() => {
    const place = before.current;
    if (outcome || !place) return;
    (place.isConnected ? (place as HTMLElement) : document.querySelector('h1'))?.focus();
  }, [outcome]);

  const door: Door = { venue, account, way, method };
  const { name, phone } = station.value ?? {};
  return {
    door,
    known,
    today: today.value,
    station: name && phone ? { name, phone } : undefined,
    outcome,
    last,
    isUndone,
    isBusy,
    setWay: (chosen: Door['way']) => {
      remember('door.way', chosen);
      setWay(chosen);
    },
    /** Shows what becomes of a scan. One at a time: a second code waits for the answer to the first. */
    answer: async (asking: Promise<Outcome>): Promise<void> => {
      before.current = document.activeElement;
      setBusy(true);
      setUndone(false);
      try {
        const found = await asking;
        setOutcome(found);
        setLast(found);
        const replace = (late: Outcome) => (now: Outcome | undefined) => (now === found ? late : now);
        void found.later?.then((late) => {
          if (!late) return;
          setOutcome(replace(late));
          setLast(replace(late));
        });
      } finally {
        setBusy(false);
      }
    },
    next: () => setOutcome(undefined),
    undo: async ({ scan }: Outcome): Promise<void> => {
      if (!scan) return;
      await undo(door, scan);
      setOutcome(undefined);
      setLast(undefined);
      setUndone(true);
    },
  };
};
export type DoorState = ReturnType<typeof useDoor>;

/** A check-in of a moment ago can be taken back; a departure is corrected by coming in again. */
export const mayUndo = ({ scan, shown }: Outcome): boolean => scan?.way === 'in' && shown !== 'unread';
