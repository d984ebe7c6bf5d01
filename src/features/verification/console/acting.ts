import type { State } from '../rules.ts';
import type { Work } from './api.ts';
import type { Draft } from './drafts.ts';
import type { Act, ActBody } from './queue.ts';

/** The item to act on, as far as the screen knows it: from the list, else from the declaration. */
export type Target = {
  declaration: string;
  person: string;
  area: string;
  state: State | null;
  takenBy?: Work['takenBy'];
  transferTo?: Work['transferTo'];
  /** The last medical check of the declaration, and when it asked for the next. */
  check?: { at: string; nextCheckOn: string | null } | null;
};
/** Does an act with the draft's time; tells whether it was recorded or kept. */
export type Doing = <A extends Act>(act: A, body: ActBody<A>, said: string) => Promise<boolean>;

/** What every form of the panel is given. */
export type FormProps = { draft: Draft; write: (change: Partial<Draft>) => void; doing: Doing; busy: boolean };
