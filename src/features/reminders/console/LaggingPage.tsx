import { BellRing } from 'lucide';
import { useRef, useState } from 'preact/hooks';
import { CallError, newId } from '../../../core/client.ts';
import { Button } from '../../../web/kit/Button.tsx';
import { useAct } from '../../../web/kit/console/act.ts';
import { Confirm } from '../../../web/kit/console/Confirm.tsx';
import { serverNow } from '../../../web/kit/console/now.ts';
import { Page } from '../../../web/kit/console/Page.tsx';
import { Empty, Refusal, Shown } from '../../../web/kit/console/Shown.tsx';
import { can } from '../../../web/kit/console/session.ts';
import { TableBox } from '../../../web/kit/console/TableBox.tsx';
import { t } from '../../../web/kit/console/text.ts';
import { SelectField, TextField } from '../../../web/kit/Field.tsx';
import { dateTime, time } from '../../../web/kit/format.ts';
import { useLoaded } from '../../../web/kit/load.ts';
import { call, type Lagging, reasonText } from './api.ts';

type By = 'commune' | 'child';

/** The urge list: who lags, why, and one tap to remind. */
export const LaggingPage = () => {
  const [by, setBy] = useState<By>('commune');
  const figures = useLoaded(
    async (signal) => ({ rows: await call('GET /statistics/lagging', { query: { by } }, signal), at: serverNow() }),
    [by],
  );
  return (
    <Page
      title={t('lagging.title')}
      text={t('lagging.text')}
      actions={
        can('unit.remind') &&
        figures.value && <RemindAll rows={figures.value.rows.filter(isRemindable)} onDone={figures.reload} />
      }
    >
      <div class="filter-grid">
        <SelectField
          label={t('lagging.by')}
          value={by}
          onChange={(chosen) => setBy(chosen as By)}
          options={[
            { value: 'commune', label: t('lagging.byCommune') },
            { value: 'child', label: t('lagging.byChild') },
          ]}
        />
      </div>
      <Shown of={figures}>
        {({ rows, at }) =>
          rows.length === 0 ? (
            <Empty title={t('lagging.empty')}>
              <p>{t('lagging.emptyText')}</p>
            </Empty>
          ) : (
            <>
              <p class="quiet small">{t('statistics.asOf', { time: dateTime(at) })}</p>
              <TableBox label={t('lagging.title')}>
                <table class="stacked">
                  <thead>
                    <tr>
                      <th scope="col">{t('lagging.unit')}</th>
                      <th scope="col">{t('lagging.why')}</th>
                      <th scope="col">{t('lagging.last')}</th>
                      <th scope="col">{t('common.actions')}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {rows.map((row) => (
                      <LaggingRow key={row.area} row={row} onDone={figures.reload} />
                    ))}
                  </tbody>
                </table>
              </TableBox>
            </>
          )
        }
      </Shown>
    </Page>
  );
};

const isRemindable = ({ quietUntil }: Lagging): boolean => quietUntil === null;

/** A reason leads to the list behind it, for whoever may see that. */
const listBehind = (code: string, area: string): string | undefined => {
  if (!can('work.read')) return undefined;
  if (code === 'urgent_untaken')
    return `/console/work?${new URLSearchParams({ area, triage: 'urgent', state: 'new' })}`;
  return code === 'overdue' ? `/console/work?${new URLSearchParams({ area, overdue: 'true' })}` : undefined;
};

const LaggingRow = ({ row, onDone }: { row: Lagging; onDone: () => void }) => {
  const [said, setSaid] = useState('');
  const remind = useAct(async () => {
    const { sms } = await call('POST /reminders', { body: { id: newId(), area: row.area } });
    setSaid(t(sms ? 'lagging.smsSent' : 'lagging.noSms'));
    onDone();
  });
  return (
    <tr>
      <th scope="row">{row.name}</th>
      <td>
        <ul class="plain-list">
          {row.reasons.map((reason) => {
            const href = listBehind(reason.code, row.area);
            const text = reasonText(reason);
            return (
              <li key={reason.code} class={reason.code === 'urgent_untaken' ? 'level urgent' : undefined}>
                {href ? <a href={href}>{text}</a> : text}
              </li>
            );
          })}
        </ul>
      </td>
      <td>
        <LastReminder of={row.reminded} />
      </td>
      <td>
        {can('unit.remind') && row.quietUntil === null && (
          <Button
            icon={BellRing}
            busy={remind.isBusy}
            onClick={remind.run}
            name={t('lagging.remindUnit', { name: row.name })}
          >
            {t('lagging.remind')}
          </Button>
        )}
        {row.quietUntil && <p class="quiet small">{t('lagging.quiet', { time: time(row.quietUntil) })}</p>}
        <p role="status" class="good small">
          {said}
        </p>
        <Refusal error={remind.error} />
      </td>
    </tr>
  );
};

const LastReminder = ({ of: reminded }: { of: Lagging['reminded'] }) =>
  reminded && (
    <p class="small">
      {t('lagging.remindedAt', { time: dateTime(reminded.at) })}
      <br />
      {reminded.acknowledgedAt ? t('lagging.seen', { time: dateTime(reminded.acknowledgedAt) }) : t('lagging.unseen')}
      {reminded.escalated && (
        <>
          <br />
          <span class="tag attention">{t('lagging.escalated')}</span>
        </>
      )}
    </p>
  );

/** All that are shown, one after the other; what was reminded meanwhile by somebody else is passed over. */
const RemindAll = ({ rows, onDone }: { rows: Lagging[]; onDone: () => void }) => {
  const [isOpen, setOpen] = useState(false);
  const [note, setNote] = useState('');
  const [said, setSaid] = useState('');
  /** Of each unit its own: pressed again after an answer was lost, it is the same reminder. */
  const ids = useRef(new Map<string, string>());
  const remind = useAct(async () => {
    const sent = { units: 0, sms: 0 };
    for (const { area } of rows) {
      const id = ids.current.get(area) ?? newId();
      ids.current.set(area, id);
      const body = { id, area, ...(note.trim() && { note: note.trim() }) };
      try {
        const { sms } = await call('POST /reminders', { body });
        sent.units += 1;
        sent.sms += sms ? 1 : 0;
      } catch (error) {
        if (!(error instanceof CallError) || error.code !== 'budget.spent') throw error;
      }
      setSaid(t('lagging.sent', { n: sent.units, sms: sent.sms }));
    }
    ids.current.clear();
    setOpen(false);
    onDone();
  });
  return (
    <>
      <span role="status" class="good">
        {said}
      </span>
      {rows.length > 0 && (
        <Button kind="primary" icon={BellRing} onClick={() => setOpen(true)}>
          {t('lagging.remindAll', { n: rows.length })}
        </Button>
      )}
      <Confirm
        open={isOpen}
        onClose={() => setOpen(false)}
        title={t('lagging.remindAllTitle', { n: rows.length })}
        text={t('lagging.remindAllText')}
        confirm={t('lagging.remind')}
        busy={remind.isBusy}
        error={remind.error}
        onConfirm={remind.run}
      >
        <TextField label={t('lagging.note')} value={note} maxLength={500} onInput={setNote} />
        <p role="status">{remind.isBusy && said}</p>
      </Confirm>
    </>
  );
};
