import { House, MapPin } from 'lucide';
import { useState } from 'preact/hooks';
import { type AreaOption, AreaPicker } from '../../../../web/kit/AreaPicker.tsx';
import { Answer } from '../../../../web/kit/Choice.tsx';
import { areaTexts } from '../../../../web/kit/citizen/areas.ts';
import { HamletField } from '../../../../web/kit/citizen/HamletField.tsx';
import { t } from '../../../../web/kit/citizen/more-texts.ts';
import { TextField } from '../../../../web/kit/Field.tsx';
import { whereWords } from '../words.ts';
import { Continue, type QuestionProps } from './Question.tsx';

export const Where = ({ draft, lasts, answer }: QuestionProps) => {
  const known = draft.where ?? lasts[draft.people[0] ?? '']?.where;
  const [isElsewhere, setElsewhere] = useState(!known);
  const [area, setArea] = useState<AreaOption | undefined>();
  const [hamlet, setHamlet] = useState('');
  const [address, setAddress] = useState('');
  const [error, setError] = useState<string>();
  return (
    <>
      <p class="quiet">{t('declare.where.hint')}</p>
      {known && (
        <div class="choices">
          <Answer icon={House} note={whereWords(known)} onClick={() => answer({ ...draft, where: known })}>
            {t('declare.where.still')}
          </Answer>
          <Answer icon={MapPin} chosen={isElsewhere} onClick={() => setElsewhere(true)}>
            {t('declare.where.elsewhere')}
          </Answer>
        </div>
      )}
      {isElsewhere && (
        <>
          <AreaPicker value={area} onChange={setArea} texts={areaTexts()} error={error} />
          {area && <HamletField area={area.path} value={hamlet} onInput={setHamlet} />}
          {area && (
            <TextField
              label={t('people.address')}
              hint={t('people.addressHint')}
              autoComplete="street-address"
              maxLength={300}
              value={address}
              onInput={setAddress}
            />
          )}
          <Continue
            onClick={() =>
              area ? answer({ ...draft, where: { area, hamlet, address } }) : setError(t('people.areaWrong'))
            }
          />
        </>
      )}
    </>
  );
};
