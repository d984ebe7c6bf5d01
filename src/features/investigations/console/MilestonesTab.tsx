import { CalendarPlus, Footprints, Printer } from 'lucide';
import { useState } from 'preact/hooks';
import { Band } from '../../../web/kit/Band.tsx';
import { Button } from '../../../web/kit/Button.tsx';
import { serverNow } from '../../../web/kit/console/now.ts';
import { Empty, Shown } from '../../../web/kit/console/Shown.tsx';
import { can } from '../../../web/kit/console/session.ts';
import { t } from '../../../web/kit/console/text.ts';
import { useLoaded } from '../../../web/kit/load.ts';
import { type Case, call, callCases, callWork, type Milestone } from './api.ts';
import { FromStays } from './FromStays.tsx';
import { Gantt } from './Gantt.tsx';
import { type Facts, linesOf } from './gantt-lines.ts';
import { MilestoneCard } from './MilestoneCard.tsx';
import { NewMilestone } from './NewMilestone.tsx';
import './milestones.css';

/** Everything with a date that is known of a case: what the officers wrote down, its tests and classes. */
const readFacts = async (
  id: string,
  signal: AbortSignal,
): Promise<{ of: Case; milestones: Milestone[]; facts: Facts }> => {
  const [of, milestones] = await Promise.all([
    callCases('GET /cases/:id', { params: { id } }, signal),
    call('GET /cases/:id/milestones', { params: { id } }, signal),
  ]);
  const params = { id: of.person.id };
  const [{ history }, timeline] = await Promise.all([
    callCases('GET /people/:id/classification', { params, query: {} }, signal),
    can('work.read') ? callWork('GET /people/:id/timeline', { params }, signal) : [],
  ]);
  const tests = timeline.flatMap(({ kind, id: test, at, detail: { method, result } }) =>
    kind === 'test'
      ? [{ id: test, sampledAt: at, method: String(method), result: typeof result === 'string' ? result : null }]
      : [],
  );
  return { of, milestones, facts: { of, milestones, history, tests } };
};

/** The dated places of a case: a picture along the days, and each one to be published without the name. */
export const MilestonesTab = ({ id }: { id: string }) => {
  const found = useLoaded((signal) => readFacts(id, signal), [id]);
  const [adding, setAdding] = useState<'new' | 'stays'>();
  const close = () => setAdding(undefined);
  return (
    <Shown of={found}>
      {({ of, milestones, facts }) => {
        const mayWrite = can('case.write') && of.state !== 'revoked';
        return (
          <div class="stack">
            <div class="row wrap no-print">
              {mayWrite && (
                <Button kind="primary" icon={CalendarPlus} onClick={() => setAdding('new')}>
                  {t('milestones.add')}
                </Button>
              )}
              {mayWrite && of.state === 'open' && (
                <Button icon={Footprints} onClick={() => setAdding('stays')}>
                  {t('milestones.fromStays')}
                </Button>
              )}
              <Button icon={Printer} onClick={() => window.print()}>
                {t('common.print')}
              </Button>
            </div>
            {of.state === 'revoked' && <Band tone="amber">{t('milestones.revoked')}</Band>}
            <Gantt lines={linesOf(facts, serverNow())} />
            <section class="stack">
              <h2>{t('milestones.list')}</h2>
              {milestones.length === 0 ? (
                <Empty title={t('milestones.empty')}>
                  <p>{t('milestones.emptyText')}</p>
                </Empty>
              ) : (
                <ul class="cards">
                  {milestones.map((milestone) => (
                    <MilestoneCard
                      key={milestone.id}
                      milestone={milestone}
                      mayWrite={mayWrite}
                      onChange={found.reload}
                    />
                  ))}
                </ul>
              )}
            </section>
            <NewMilestone case={of.id} open={adding === 'new'} onClose={close} onDone={found.reload} />
            <FromStays
              case={of.id}
              known={milestones}
              open={adding === 'stays'}
              onClose={() => {
                close();
                found.reload();
              }}
            />
          </div>
        );
      }}
    </Shown>
  );
};
