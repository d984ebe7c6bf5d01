import { useEffect, useState } from 'preact/hooks';
import { newId } from '../../../core/client.ts';
import { useAct } from '../../../web/kit/console/act.ts';
import { type ContactState, call, type Moved } from './api.ts';
import type { Level } from './contact-list.ts';

/** So many persons the server takes at once. */
const together = 1000;
/** A slip is offered to be taken back for so long. */
const undoMs = 60_000;

/** How a contact stood before it was decided on. */
type Before = { person: string; state: ContactState };
/** `turned` are those of whom it was not decided so before: what can be taken back. */
type Given = { persons: readonly string[]; turned: readonly Before[]; accept: boolean; note?: string };
export type Decision = Given & { changed: readonly Moved[]; isUndo: boolean };
type Single = { person: string; accept: boolean | null; state: ContactState };

/** What makes a contact stand as before: who waited for a decision waits again. */
const backTo = ({ person, state }: Before): Single => ({
  person,
  state,
  accept: state === 'accepted' ? true : state === 'rejected' ? false : null,
});

type Deciding = {
  id: string;
  level: Level;
  onDecided: (now: readonly Before[]) => void;
};

/** Accepts or rejects contacts; for a while they can be put back as they stood before. */
export const useDeciding = ({ id, level, onDecided }: Deciding) => {
  const [done, setDone] = useState<Decision>();
  const [mayUndo, setMayUndo] = useState(false);
  useEffect(() => {
    setMayUndo(done !== undefined && !done.isUndo && done.turned.length > 0);
    const timer = setTimeout(() => setMayUndo(false), undoMs);
    return () => clearTimeout(timer);
  }, [done]);
  const act = useAct(async (given: Given, isUndo: boolean) => {
    const { accept, note } = given;
    const all: readonly Single[] = isUndo
      ? given.turned.map(backTo)
      : given.persons.map((person) => ({ person, accept, state: accept ? 'accepted' : 'rejected' }));
    const changed: Moved[] = [];
    for (let at = 0; at < all.length; at += together) {
      const some = all.slice(at, at + together);
      const decisions = some.map((one) => ({ person: one.person, level, accept: one.accept, ...(note && { note }) }));
      const answer = await call('POST /cases/:id/decisions', { params: { id }, body: { id: newId(), decisions } });
      changed.push(...answer.changed);
      onDecided(some);
    }
    setDone({ ...given, changed, isUndo });
    return true;
  });
  const undo =
    done && mayUndo
      ? () =>
          act.run({ persons: done.turned.map(({ person }) => person), turned: done.turned, accept: done.accept }, true)
      : undefined;
  return { decide: (given: Given) => act.run(given, false), isBusy: act.isBusy, error: act.error, done, undo };
};
