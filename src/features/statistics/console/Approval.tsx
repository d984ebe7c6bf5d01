import { useState } from 'preact/hooks';
import { newId } from '../../../core/client.ts';
import { Button } from '../../../web/kit/Button.tsx';
import { useAct } from '../../../web/kit/console/act.ts';
import { Confirm } from '../../../web/kit/console/Confirm.tsx';
import { Shown } from '../../../web/kit/console/Shown.tsx';
import { t } from '../../../web/kit/console/text.ts';
import { TextField } from '../../../web/kit/Field.tsx';
import { dateTime, figure } from '../../../web/kit/format.ts';
import { useLoaded } from '../../../web/kit/load.ts';
import { call, published, sumOf } from './api.ts';

type Props = { area: string; name: string; onDone: (at: string) => void };

/** Approves the own unit's figures as they stand now; the portal shows them with the unit that did. */
export const Approval = ({ area, name, onDone }: Props) => {
  const [isOpen, setOpen] = useState(false);
  const [note, setNote] = useState('');
  const [at, setAt] = useState<string>();
  const approve = useAct(async () => {
    const summary = await call('POST /figures/approval', { body: { id: newId(), area, ...(note && { note }) } });
    const approvedAt = summary.approvedAt ?? new Date().toISOString();
    setAt(approvedAt);
    onDone(approvedAt);
    setNote('');
    setOpen(false);
  });
  return (
    <>
      <Button kind="primary" onClick={() => setOpen(true)}>
        {t('statistics.approve')}…
      </Button>
      <span role="status" class="good">
        {at && t('statistics.approved', { time: dateTime(at) })}
      </span>
      <Confirm
        open={isOpen}
        onClose={() => setOpen(false)}
        title={t('statistics.approveTitle', { area: name })}
        text={t('statistics.approveText')}
        confirm={t('statistics.approve')}
        busy={approve.isBusy}
        error={approve.error}
        onConfirm={approve.run}
      >
        {isOpen && <Preview area={area} />}
        <TextField label={t('statistics.approveNote')} value={note} maxLength={500} onInput={setNote} />
      </Confirm>
    </>
  );
};

/** The very figures that the portal will show: totals of all days, whatever period stands on the page behind. */
const Preview = ({ area }: { area: string }) => {
  const rows = useLoaded((signal) => call('GET /statistics/declarations', { query: { area } }, signal), [area]);
  return (
    <Shown of={rows}>
      {(all) => (
        <dl class="facts">
          {published.map((column) => (
            <div key={column}>
              <dt>{t(`statistics.${column}`)}</dt>
              <dd class="tabular">{figure(sumOf(all, column))}</dd>
            </div>
          ))}
        </dl>
      )}
    </Shown>
  );
};
