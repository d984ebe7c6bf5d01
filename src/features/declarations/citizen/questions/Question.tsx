import type { ComponentChildren } from 'preact';
import { Button } from '../../../../web/kit/Button.tsx';
import type { Member } from '../../../../web/kit/citizen/device.ts';
import { t } from '../../../../web/kit/citizen/more-texts.ts';
import type { Draft, Last } from '../draft.ts';

/** What every question is given. `answer` keeps the draft and leads on; `keep` only keeps it. */
export type QuestionProps = {
  draft: Draft;
  members: readonly Member[];
  lasts: Record<string, Last | undefined>;
  answer: (draft: Draft) => void;
  keep: (draft: Draft) => void;
};
export type PersonQuestionProps = QuestionProps & { person: string };

/** "Continue" stands at the bottom of the screen, and only where there is something to continue with. */
export const Continue = ({ onClick, children }: { onClick: () => void; children?: ComponentChildren }) => (
  <div class="page-action">
    <Button kind="primary" wide large onClick={onClick}>
      {children ?? t('app.continue')}
    </Button>
  </div>
);
