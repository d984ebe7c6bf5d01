import { useState } from 'preact/hooks';
import { newId } from '../../../core/client.ts';
import type { AreaOption } from '../../../web/kit/AreaPicker.tsx';
import { useAct } from '../../../web/kit/console/act.ts';
import { Confirm } from '../../../web/kit/console/Confirm.tsx';
import { areaTexts, options, t } from '../../../web/kit/console/text.ts';
import { UnitPicker } from '../../../web/kit/console/UnitPicker.tsx';
import { DateTimeField } from '../../../web/kit/console/WhenField.tsx';
import { SelectField, WordsField } from '../../../web/kit/Field.tsx';
import { milestoneKinds } from '../rules.ts';
import { call } from './api.ts';

type Props = { case: string; open: boolean; onClose: () => void; onDone: () => void };

/** A place or event that an interview told of. */
export const NewMilestone = ({ case: id, open, onClose, onDone }: Props) => {
  const [kind, setKind] = useState<(typeof milestoneKinds)[number]>('place');
  const [from, setFrom] = useState<string>();
  const [to, setTo] = useState<string>();
  const [area, setArea] = useState<AreaOption>();
  const [text, setText] = useState('');
  const add = useAct(async () => {
    await call('POST /cases/:id/milestones', {
      params: { id },
      body: {
        id: newId(),
        kind,
        from: from ?? new Date().toISOString(),
        ...(to && { to }),
        ...(area && { area: area.path }),
        text,
      },
    });
    for (const clear of [setFrom, setTo, setArea]) clear(undefined);
    setText('');
    onClose();
    onDone();
  });
  return (
    <Confirm
      title={t('milestones.add')}
      open={open}
      onClose={onClose}
      confirm={t('common.save')}
      onConfirm={() => add.run()}
      busy={add.isBusy}
      error={add.error}
    >
      <SelectField
        label={t('milestones.kind')}
        value={kind}
        onChange={(chosen) => setKind(chosen as typeof kind)}
        options={options(milestoneKinds, 'milestones.kindOf')}
      />
      <DateTimeField label={t('milestones.from')} value={from} onInput={setFrom} />
      <DateTimeField label={t('milestones.toOptional')} value={to} onInput={setTo} future />
      <UnitPicker value={area} onChange={setArea} texts={areaTexts(t('milestones.area'))} />
      <WordsField
        label={t('milestones.text')}
        hint={t('milestones.textHint')}
        value={text}
        maxLength={500}
        onInput={setText}
      />
    </Confirm>
  );
};
