import { useState } from 'preact/hooks';
import type { GotReply } from '../../../core/contract.ts';
import { Button } from '../../../web/kit/Button.tsx';
import { Paged } from '../../../web/kit/console/Paged.tsx';
import { usePages } from '../../../web/kit/console/pages.ts';
import { ReasonDialog } from '../../../web/kit/console/ReasonDialog.tsx';
import { t } from '../../../web/kit/console/text.ts';
import { dateTime, figure } from '../../../web/kit/format.ts';
import type { statistics } from '../contract.ts';
import { call } from './api.ts';

type Approval = GotReply<(typeof statistics)['GET /figures/approvals']>['items'][number];

/** What was approved of the own unit and by whom; one made in error is taken back with the reason. `turn` changes with each approval. */
export const Approvals = ({ area, turn }: { area: string; turn: string | undefined }) => {
  const [asked, setAsked] = useState<Approval>();
  const approvals = usePages(
    (after, signal) => call('GET /figures/approvals', { query: { area, after, limit: '10' } }, signal),
    [area, turn],
  );
  const shown = approvals.first.value?.shown;
  const standing = approvals.items.filter(({ withdrawn }) => !withdrawn);
  const before = standing[standing.findIndex(({ id }) => id === shown) + 1];
  const whatFollows = (): string => {
    if (asked?.id !== shown) return t('statistics.withdrawOld');
    return before ? t('statistics.withdrawTo', { time: dateTime(before.approvedAt) }) : t('statistics.withdrawLast');
  };
  return (
    <section class="stack tight" aria-labelledby="approvals">
      <h2 id="approvals">{t('statistics.approvals')}</h2>
      <Paged of={approvals} empty={t('statistics.approvalsEmpty')}>
        {(items) => (
          <ul class="cards">
            {items.map((one) => (
              <Row key={one.id} approval={one} isShown={one.id === shown} onWithdraw={() => setAsked(one)} />
            ))}
          </ul>
        )}
      </Paged>
      <ReasonDialog
        danger
        open={asked !== undefined}
        onClose={() => setAsked(undefined)}
        title={asked ? t('statistics.withdrawTitle', { time: dateTime(asked.approvedAt) }) : ''}
        text={whatFollows()}
        confirm={t('statistics.withdraw')}
        onSend={async (body) => {
          if (!asked) return;
          await call('POST /figures/approvals/:id/withdrawal', { params: { id: asked.id }, body });
          approvals.first.reload();
        }}
      />
    </section>
  );
};

type RowProps = { approval: Approval; isShown: boolean; onWithdraw: () => void };

const Row = ({ approval, isShown, onWithdraw }: RowProps) => {
  const { approvedAt, by, note, figures, withdrawn } = approval;
  return (
    <li class="card stack tight">
      <p class="row wrap">
        <strong>{t('statistics.approvedAt', { time: dateTime(approvedAt) })}</strong>
        {by && <span class="quiet">{by}</span>}
        {isShown && <span class="tag">{t('statistics.shownNow')}</span>}
        {withdrawn && <span class="tag">{t('statistics.withdrawnTag')}</span>}
      </p>
      <p>
        {t('statistics.approvedSums', { declared: figure(figures.declared), urgent: figure(figures.urgent) })}
        {note && ` · ${note}`}
      </p>
      {withdrawn ? (
        <p class="quiet">
          {t('statistics.withdrawnAt', {
            time: dateTime(withdrawn.at),
            by: withdrawn.by ?? '',
            reason: withdrawn.reason,
          })}
        </p>
      ) : (
        <p>
          <Button onClick={onWithdraw}>{t('statistics.withdraw')}…</Button>
        </p>
      )}
    </li>
  );
};
