import { Plus } from 'lucide';
import type { Member } from '../../../web/kit/citizen/device.ts';
import { t } from '../../../web/kit/citizen/texts.ts';
import { givenName } from '../../../web/kit/format.ts';
import { Icon } from '../../../web/kit/Icon.tsx';

type Props = { members: readonly Member[]; chosen: string; onChoose: (id: string) => void };

/** The family as faces to switch: a letter and the name people are called by. */
export const Faces = ({ members, chosen, onChoose }: Props) => (
  <fieldset class="faces">
    <legend class="only-heard">{t('faces.switch')}</legend>
    {members.map(({ id, fullName }) => (
      <button key={id} type="button" class="face" aria-pressed={id === chosen} onClick={() => onChoose(id)}>
        <span class="letter" aria-hidden="true">
          {givenName(fullName).slice(0, 1)}
        </span>
        {givenName(fullName)}
      </button>
    ))}
    <a class="face" href="/app/nguoi-nha/them" aria-label={t('faces.add')}>
      <span class="letter">
        <Icon of={Plus} />
      </span>
      {t('faces.addShort')}
    </a>
  </fieldset>
);
