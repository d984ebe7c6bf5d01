import { Send } from 'lucide';
import { isWithin, parseAreaPath } from '../../../core/area.ts';
import { newId } from '../../../core/client.ts';
import { Button } from '../../../web/kit/Button.tsx';
import { useAct } from '../../../web/kit/console/act.ts';
import { Empty, Refusal, Shown } from '../../../web/kit/console/Shown.tsx';
import { can, ownArea } from '../../../web/kit/console/session.ts';
import { TableBox } from '../../../web/kit/console/TableBox.tsx';
import { t } from '../../../web/kit/console/text.ts';
import { dateTime } from '../../../web/kit/format.ts';
import { useLoaded } from '../../../web/kit/load.ts';
import { call, type Sent } from './api.ts';

type Direction = 'out' | 'in';

/** Contacts who live in another province than the case: a row a case and province, who sent it when, and who acknowledged. */
export const Elsewhere = ({ direction }: { direction: Direction }) => {
  const rows = useLoaded((signal) => call('GET /contacts/elsewhere', { query: { direction } }, signal), [direction]);
  return (
    <Shown of={rows}>
      {(all) =>
        all.length === 0 ? (
          <Empty title={t(`followup.elsewhereEmpty.${direction}`)} />
        ) : (
          <TableBox label={t(`followup.tabOf.${direction}`)}>
            <table class="stacked">
              <thead>
                <tr>
                  <th scope="col">{t(direction === 'out' ? 'followup.toProvince' : 'followup.fromProvince')}</th>
                  <th scope="col">{t('followup.case')}</th>
                  <th scope="col">{t('followup.people')}</th>
                  <th scope="col">{t('followup.sent')}</th>
                  <th scope="col">{t('followup.acknowledged')}</th>
                </tr>
              </thead>
              <tbody>
                {all.map((one) => (
                  <ElsewhereRow key={`${one.case} ${one.to}`} of={one} direction={direction} onDone={rows.reload} />
                ))}
              </tbody>
            </table>
          </TableBox>
        )
      }
    </Shown>
  );
};

/** Only the province itself, or the nation, answers for a province. */
const answersFor = (province: string): boolean => {
  const [own, asked] = [parseAreaPath(ownArea()), parseAreaPath(province)];
  return own !== undefined && asked !== undefined && isWithin(asked, own);
};

type RowProps = { of: Sent; direction: Direction; onDone: () => void };

const ElsewhereRow = ({ of: one, direction, onDone }: RowProps) => {
  const write = useAct(async (what: 'elsewhere' | 'elsewhere/acknowledgement') => {
    const given = { params: { id: one.case }, body: { id: newId(), province: one.to } };
    if (what === 'elsewhere') await call('POST /cases/:id/elsewhere', given);
    else await call('POST /cases/:id/elsewhere/acknowledgement', given);
    onDone();
  });
  const isWaiting = one.sentAt !== null && one.acknowledgedAt === null;
  return (
    <tr>
      <th scope="row">{direction === 'out' ? one.toName : one.fromName}</th>
      <td data-label={t('followup.case')}>
        {direction === 'out' ? (
          <a class="unbroken" href={`/console/cases/${one.case}`}>
            {one.caseCode}
          </a>
        ) : (
          <span class="unbroken">{one.caseCode}</span>
        )}
      </td>
      <td data-label={t('followup.people')}>
        {t('followup.peopleCount', { n: one.people })}
        {one.unsent > 0 && one.sentAt && <div class="small">{t('followup.unsent', { n: one.unsent })}</div>}
      </td>
      <td data-label={t('followup.sent')}>
        {one.sentAt ? (
          <>
            {dateTime(one.sentAt)} <span class="quiet small">{one.sentBy}</span>
          </>
        ) : (
          <span class="tag amber">{t('followup.notSent')}</span>
        )}
        {direction === 'out' && one.unsent > 0 && can('case.write') && (
          <p>
            <Button
              kind="primary"
              icon={Send}
              busy={write.isBusy}
              name={t('followup.sendTo', { name: one.toName, code: one.caseCode })}
              onClick={() => write.run('elsewhere')}
            >
              {t('followup.send', { n: one.unsent })}
            </Button>
          </p>
        )}
      </td>
      <td data-label={t('followup.acknowledged')}>
        {one.acknowledgedAt && (
          <>
            {dateTime(one.acknowledgedAt)} <span class="quiet small">{one.acknowledgedBy}</span>
          </>
        )}
        {isWaiting && (
          <span class={one.overdue ? 'tag attention' : 'tag amber'}>
            {t(one.overdue ? 'followup.ackLate' : 'followup.ackWaiting')}
          </span>
        )}
        {direction === 'in' && isWaiting && can('case.write') && answersFor(one.to) && (
          <p>
            <Button
              kind="primary"
              busy={write.isBusy}
              name={t('followup.acknowledgeCase', { code: one.caseCode, name: one.fromName })}
              onClick={() => write.run('elsewhere/acknowledgement')}
            >
              {t('followup.acknowledge')}
            </Button>
          </p>
        )}
        <Refusal error={write.error} />
      </td>
    </tr>
  );
};
