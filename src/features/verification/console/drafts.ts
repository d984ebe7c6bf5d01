import { signal } from '@preact/signals';
import { useMemo } from 'preact/hooks';

/** What an officer is writing about one declaration. It outlives a look at another row, a refusal and a new sign-in. */
export type Draft = {
  at: string | undefined;
  note: string;
  channel: 'call' | 'visit' | 'sms' | 'relative';
  temperature: string;
  findings: string;
  conclusion: string;
  health: string;
  nextCheckOn: string;
  closeReason: string;
  transferReason: string;
  reopenReason: string;
};

const empty: Draft = {
  at: undefined,
  note: '',
  channel: 'call',
  temperature: '',
  findings: '',
  conclusion: '',
  health: '',
  nextCheckOn: '',
  closeReason: '',
  transferReason: '',
  reopenReason: '',
};

const drafts = new Map<string, ReturnType<typeof signal<Draft>>>();
const draftOf = (declaration: string) => {
  const held = drafts.get(declaration) ?? signal(empty);
  drafts.set(declaration, held);
  return held as { value: Draft };
};

export function useDraft(declaration: string) {
  const draft = useMemo(() => draftOf(declaration), [declaration]);
  return {
    draft: draft.value,
    write: (change: Partial<Draft>) => {
      draft.value = { ...draft.value, ...change };
    },
    /** After an act was recorded its words are gone; the way of contact stays, for the next call. */
    clear: () => {
      draft.value = { ...empty, channel: draft.value.channel };
    },
  };
}

/** Sign-out leaves no words behind. */
export const forgetDrafts = (): void => drafts.clear();
