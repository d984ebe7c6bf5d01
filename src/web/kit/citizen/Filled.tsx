import { CircleCheck, TriangleAlert, Undo2 } from 'lucide';
import type { AreaOption } from '../AreaPicker.tsx';
import { Band } from '../Band.tsx';
import { Button } from '../Button.tsx';
import { t } from './more-texts.ts';
import { Residence } from './ScanCard.tsx';

export type FilledProps = {
  name: string;
  /** The form stood for somebody of another name. */
  isOther: boolean;
  isBirthOpen: boolean;
  onUndo: () => void;
  /** The card's address, while it is open whether the person stays there. */
  home: string | undefined;
  onHere: (street: string, commune: AreaOption | undefined) => void;
  onElsewhere: () => void;
};

/** What a card has just filled in, and what is left to say. */
export const Filled = ({ name, isOther, isBirthOpen, onUndo, home, onHere, onElsewhere }: FilledProps) => (
  <div class="stack tight">
    <Band
      notice
      tone={isOther ? 'amber' : 'green'}
      icon={isOther ? TriangleAlert : CircleCheck}
      action={
        <Button icon={Undo2} onClick={onUndo}>
          {t('codes.undo')}
        </Button>
      }
    >
      {t(isOther ? 'codes.filledOther' : 'codes.filled', { name })} {isBirthOpen && t('codes.filledPart')}
    </Band>
    {home !== undefined && <Residence address={home} onHere={onHere} onElsewhere={onElsewhere} />}
  </div>
);
