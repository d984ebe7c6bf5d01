import { Download, Printer } from 'lucide';
import { useState } from 'preact/hooks';
import { Button, LinkButton } from '../../../web/kit/Button.tsx';
import { useAct } from '../../../web/kit/console/act.ts';
import { Page } from '../../../web/kit/console/Page.tsx';
import { Paged } from '../../../web/kit/console/Paged.tsx';
import { usePages } from '../../../web/kit/console/pages.ts';
import { Refusal } from '../../../web/kit/console/Shown.tsx';
import { can } from '../../../web/kit/console/session.ts';
import { options, t } from '../../../web/kit/console/text.ts';
import { SelectField } from '../../../web/kit/Field.tsx';
import { AreaStrip } from './AreaStrip.tsx';
import { Elsewhere } from './Elsewhere.tsx';
import { useTaskKeys } from './row-keys.ts';
import { TaskRow } from './TaskRow.tsx';
import { addressOf, type Filters, filtersOf, readTasks, states } from './task-list.ts';
import { saveTasks } from './tasks-csv.ts';
import './followup.css';

type Props = { query: Record<string, string>; go: (url: string) => void };

const tabs = ['list', 'out', 'in'] as const;

/** People to follow: the own commune's, or those of the communes below; and what goes to and comes from other provinces. */
export const ContactsPage = ({ query, go }: Props) => {
  const open = tabs.find((name) => name === query.tab) ?? 'list';
  return (
    <Page title={t('followup.title')} text={t('followup.lead')}>
      {can('contact.read') && (
        <nav class="tabs no-print" aria-label={t('followup.title')}>
          {tabs.map((name) => (
            <a
              key={name}
              href={name === 'list' ? '/console/contacts' : `/console/contacts?tab=${name}`}
              aria-current={name === open ? 'page' : undefined}
            >
              {t(`followup.tabOf.${name}`)}
            </a>
          ))}
        </nav>
      )}
      {open === 'list' ? <TaskList filters={filtersOf(query)} go={go} /> : <Elsewhere key={open} direction={open} />}
    </Page>
  );
};

const TaskList = ({ filters, go }: { filters: Filters; go: Props['go'] }) => {
  const [moves, setMoves] = useState(0);
  const tasks = usePages((after, signal) => readTasks(filters, after, signal), [JSON.stringify(filters)]);
  const save = useAct(() => saveTasks(filters));
  useTaskKeys();
  const change = ({ state, overdue }: { state?: string; overdue?: boolean }) =>
    go(
      addressOf(
        filtersOf({
          ...filters,
          ...(state !== undefined && { state }),
          ...(overdue !== undefined && { overdue: String(overdue) }),
        }),
      ),
    );
  return (
    <>
      <AreaStrip filters={filters} count={moves} />
      <details class="filters no-print" open={Boolean(filters.state || filters.overdue)}>
        <summary>{t('followup.filters')}</summary>
        <div class="filter-grid">
          <SelectField
            label={t('common.state')}
            value={filters.state ?? ''}
            onChange={(state) => change({ state })}
            options={[{ value: '', label: t('followup.allOpen') }, ...options(states, 'cases.taskOf')]}
          />
          <label class="check">
            <input
              type="checkbox"
              checked={filters.overdue === 'true'}
              onChange={(event) => change({ overdue: event.currentTarget.checked })}
            />
            {t('followup.onlyOverdue')}
          </label>
          <div class="row wrap">
            <Button icon={Download} busy={save.isBusy} onClick={() => save.run()}>
              {t('common.exportCsv')}
            </Button>
            <LinkButton icon={Printer} href={`/console/print/contacts?${new URLSearchParams(filters)}`}>
              {t('followup.print')}
            </LinkButton>
          </div>
        </div>
      </details>
      <Refusal error={save.error} />
      <Paged of={tasks} empty={t('followup.empty')} emptyText={t('followup.emptyText')}>
        {(items) => (
          <ol class="task-rows" aria-label={t('followup.title')}>
            {items.map((task) => (
              <TaskRow
                key={`${task.case} ${task.person.id}`}
                task={task}
                onMoved={() => setMoves((before) => before + 1)}
              />
            ))}
          </ol>
        )}
      </Paged>
      <p class="quiet small no-print task-keys">{t('followup.keys')}</p>
    </>
  );
};
