import { useEffect, useState } from 'preact/hooks';
import { newId } from '../../../core/client.ts';
import { useAct } from '../../../web/kit/console/act.ts';
import { type ContactState, call, type Moved } from './api.ts';
import type { Level } from './contact-list.ts';

/** So many persons the server takes at once. */
const together = 1000;
/** A slip is offered to be taken back for so long. */
const undoMs = 60_000;

/** `turned` are those of whom it was not decided so before: what can be taken back. */
type Given = { persons: readonly string[]; turned: readonly string[]; accept: boolean; note?: string };
export type Decision = Given & { changed: readonly Moved[]; isUndo: boolean };

type Deciding = {
  id: string;
  level: Level;
  onDecided: (persons: readonly string[], state: ContactState) => void;
};

/** Accepts or rejects contacts; for a while the opposite decision is at hand. */
export const useDeciding = ({ id, level, onDecided }: Deciding) => {
  const [done, setDone] = useState<Decision>();
  const [mayUndo, setMayUndo] = useState(false);
  useEffect(() => {
    setMayUndo(done !== undefined && !done.isUndo && done.turned.length > 0);
    const timer = setTimeout(() => setMayUndo(false), undoMs);
    return () => clearTimeout(timer);
  }, [done]);
  const act = useAct(async (given: Given, isUndo: boolean) => {
    const { persons, accept, note } = given;
    const changed: Moved[] = [];
    for (let at = 0; at < persons.length; at += together) {
      const some = persons.slice(at, at + together);
      const decisions = some.map((person) => ({ person, level, accept, ...(note && { note }) }));
      const answer = await call('POST /cases/:id/decisions', { params: { id }, body: { id: newId(), decisions } });
      changed.push(...answer.changed);
      onDecided(some, accept ? 'accepted' : 'rejected');
    }
    setDone({ ...given, changed, isUndo });
    return true;
  });
  const undo =
    done && mayUndo
      ? () => act.run({ persons: done.turned, turned: done.turned, accept: !done.accept }, true)
      : undefined;
  return { decide: (given: Given) => act.run(given, false), isBusy: act.isBusy, error: act.error, done, undo };
};
