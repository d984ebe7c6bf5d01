import { ArrowLeftRight, Combine } from 'lucide';
import { useState } from 'preact/hooks';
import { newId } from '../../../core/client.ts';
import { Band } from '../../../web/kit/Band.tsx';
import { Button } from '../../../web/kit/Button.tsx';
import { useAct } from '../../../web/kit/console/act.ts';
import { Confirm } from '../../../web/kit/console/Confirm.tsx';
import { caller } from '../../../web/kit/console/call.ts';
import { useKeys } from '../../../web/kit/console/keys.ts';
import { Refusal, Shown } from '../../../web/kit/console/Shown.tsx';
import { TableBox } from '../../../web/kit/console/TableBox.tsx';
import { t } from '../../../web/kit/console/text.ts';
import { TextField } from '../../../web/kit/Field.tsx';
import { date } from '../../../web/kit/format.ts';
import { useLoaded } from '../../../web/kit/load.ts';
import type { areas } from '../../areas/contract.ts';
import { call, type MergePreview } from './api.ts';
import { hindranceWords, holdingWords, type MergeField, valueWords } from './merge-words.ts';

const callAreas = caller<typeof areas>();
type Side = 'kept' | 'other';
const sides = ['kept', 'other'] as const;

const nameOf = async (area: string, signal: AbortSignal): Promise<string> =>
  (await callAreas('GET /areas/trail', { query: { area } }, signal)).at(-1)?.name ?? area;

type Props = {
  one: string;
  other: string;
  /** The pair as the list knows it, where there is one: then it can be dismissed. */
  pair?: string | undefined;
  onMerged: (kept: string, merged: string) => void;
  onDismissed?: () => void;
};

/** Two records side by side: whose value stands is chosen line by line, and either can be the one that is kept. */
export const CompareRecords = ({ one, other, pair, onMerged, onDismissed }: Props) => {
  const [isSwapped, setSwapped] = useState(false);
  const [kept, merged] = isSwapped ? [other, one] : [one, other];
  const preview = useLoaded(
    async (signal) => {
      const found = await call('GET /people/:id/merge', { params: { id: kept }, query: { other: merged } }, signal);
      const names = {
        kept: await nameOf(found.kept.person.area, signal),
        other: await nameOf(found.other.person.area, signal),
      };
      return { found, names };
    },
    [kept, merged],
  );
  useKeys({ s: () => setSwapped((before) => !before) });
  return (
    <Shown of={preview}>
      {({ found, names }) => (
        <Compared
          key={found.kept.person.id}
          preview={found}
          names={names}
          pair={pair}
          onSwap={() => setSwapped((before) => !before)}
          onMerged={() => onMerged(kept, merged)}
          onDismissed={onDismissed}
        />
      )}
    </Shown>
  );
};

type ComparedProps = Pick<Props, 'pair' | 'onDismissed'> & {
  preview: MergePreview;
  names: { [S in Side]: string };
  onSwap: () => void;
  onMerged: () => void;
};

const Compared = ({ preview, names, pair, onSwap, onMerged, onDismissed }: ComparedProps) => {
  const [choice, setChoice] = useState<Partial<{ [F in MergeField]: Side }>>({});
  const [asked, setAsked] = useState<'merge' | 'dismiss'>();
  const { hindrances } = preview;
  const merge = useAct(async () => {
    const body = { id: newId(), other: preview.other.person.id, choose: choice };
    await call('POST /people/:id/merge', { params: { id: preview.kept.person.id }, body });
    setAsked(undefined);
    onMerged();
  });
  useKeys({
    ...(hindrances.length === 0 && { m: () => setAsked('merge') }),
    ...(pair && { x: () => setAsked('dismiss') }),
  });
  return (
    <section class="stack" aria-label={t('merge.compare')}>
      {hindrances.map((code) => (
        <Band key={code} notice tone="amber">
          {hindranceWords(code)}
        </Band>
      ))}
      <TableBox label={t('merge.compare')}>
        <table class="compare stacked">
          <thead>
            <tr>
              <th>{t('merge.field')}</th>
              {sides.map((side) => (
                <th key={side}>{t(`merge.side.${side}`)}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {preview.fields.map(({ field, choice: usual, differs }) => (
              <tr key={field} class={differs ? 'differs' : 'same'}>
                <th scope="row">{t(`merge.fieldOf.${field}`)}</th>
                {sides.map((side) => (
                  <td key={side} data-label={t(`merge.side.${side}`)}>
                    <Value
                      field={field}
                      side={side}
                      words={valueWords(preview[side].person, field, names[side])}
                      chosen={differs ? (choice[field] ?? usual) : undefined}
                      onChoose={() => setChoice((before) => ({ ...before, [field]: side }))}
                    />
                  </td>
                ))}
              </tr>
            ))}
            <tr>
              <th scope="row">{t('merge.holdsTitle')}</th>
              {sides.map((side) => (
                <td key={side} data-label={t(`merge.side.${side}`)}>
                  {holdingWords(preview[side].holds)}
                </td>
              ))}
            </tr>
            <tr>
              <th scope="row">{t('merge.madeTitle')}</th>
              {sides.map((side) => (
                <td key={side} data-label={t(`merge.side.${side}`)}>
                  {t(`merge.madeAs.${preview[side].madeAs}`, { day: date(preview[side].createdAt) })}
                </td>
              ))}
            </tr>
          </tbody>
        </table>
      </TableBox>
      <div class="row wrap">
        {hindrances.length === 0 && (
          <Button kind="primary" icon={Combine} onClick={() => setAsked('merge')}>
            {t('merge.do')}…
          </Button>
        )}
        {pair && <Button onClick={() => setAsked('dismiss')}>{t('merge.dismiss')}…</Button>}
        <Button kind="plain" icon={ArrowLeftRight} onClick={onSwap}>
          {t('merge.swap')}
        </Button>
      </div>
      <Confirm
        open={asked === 'merge'}
        onClose={() => setAsked(undefined)}
        title={t('merge.confirmTitle')}
        text={t('merge.confirmText')}
        confirm={t('merge.do')}
        busy={merge.isBusy}
        error={merge.error}
        onConfirm={merge.run}
      />
      {pair && (
        <Dismiss
          pair={pair}
          open={asked === 'dismiss'}
          onClose={() => setAsked(undefined)}
          onDone={() => onDismissed?.()}
        />
      )}
    </section>
  );
};

type ValueProps = { field: MergeField; side: Side; words: string; chosen: Side | undefined; onChoose: () => void };

/** A value; where the two differ it can be chosen, and the one that goes is still read. */
const Value = ({ field, side, words, chosen, onChoose }: ValueProps) =>
  chosen === undefined ? (
    <span>{words}</span>
  ) : (
    <label class="compare-value">
      <input type="radio" name={`merge-${field}`} checked={chosen === side} onChange={onChoose} />
      <span>{words}</span>
    </label>
  );

const Dismiss = ({
  pair,
  open,
  onClose,
  onDone,
}: {
  pair: string;
  open: boolean;
  onClose: () => void;
  onDone: () => void;
}) => {
  const [reason, setReason] = useState('');
  const dismiss = useAct(async () => {
    const body = { id: newId(), ...(reason.trim() && { reason: reason.trim() }) };
    await call('POST /people/duplicates/:id/dismissal', { params: { id: pair }, body });
    onClose();
    onDone();
  });
  return (
    <Confirm
      open={open}
      onClose={onClose}
      title={t('merge.dismissTitle')}
      text={t('merge.dismissText')}
      confirm={t('merge.dismiss')}
      busy={dismiss.isBusy}
      onConfirm={dismiss.run}
    >
      <TextField label={t('merge.dismissReason')} value={reason} maxLength={500} onInput={setReason} />
      <Refusal error={dismiss.error} />
    </Confirm>
  );
};
