import { Bell, Printer } from 'lucide';
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Band } from '../../../web/kit/Band.tsx';
import { Button, LinkButton } from '../../../web/kit/Button.tsx';
import { ExportButton } from '../../../web/kit/console/ExportButton.tsx';
import { useKeys } from '../../../web/kit/console/keys.ts';
import { Empty, Refusal } from '../../../web/kit/console/Shown.tsx';
import { can } from '../../../web/kit/console/session.ts';
import { t } from '../../../web/kit/console/text.ts';
import type { Work } from './api.ts';
import { Filters } from './Filters.tsx';
import { KeyHelp } from './KeyHelp.tsx';
import { changes, connection } from './live.ts';
import { refreshSummary, summary } from './summary.ts';
import { WorkRow } from './WorkRow.tsx';
import { useWorkList, type WorkFilters } from './work-list.ts';

type Props = {
  /** The query of the address bar: the filters, and `item`, the declaration that is open. */
  query: Record<string, string>;
  go: (url: string) => void;
  /** What stands right of the list: the person, the declaration and what can be done. */
  panel: (open: { declaration: string; work: Work | undefined; onDone: (work?: Work) => void }) => ComponentChildren;
  /** What other features have to say first. */
  above?: ComponentChildren;
};

const address = (filters: WorkFilters, item?: string): string => {
  const pairs = Object.entries({ ...filters, item }).filter((pair): pair is [string, string] => Boolean(pair[1]));
  return `/console/work?${new URLSearchParams(pairs)}`;
};

/** Moves the focus along the rows, from the focused one, else from the open one. */
const stepFocus = (by: 1 | -1): void => {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-row]')];
  const focused = rows.indexOf(document.activeElement as HTMLElement);
  const from = focused === -1 ? rows.findIndex((row) => row.ariaCurrent === 'true') : focused;
  rows[Math.min(rows.length - 1, Math.max(0, from + by))]?.focus();
};

/** The day's work: the list at the left, the person at the right; on a phone one after the other. */
export const WorkPage = ({ query, go, panel, above }: Props) => {
  const { item, list, ...rest } = query;
  const filters: WorkFilters = { list: list === 'symptom' ? 'symptom' : 'due', ...rest };
  const work = useWorkList(filters);
  const [isHelpOpen, setHelpOpen] = useState(false);
  useKeys({
    j: () => stepFocus(1),
    k: () => stepFocus(-1),
    '?': () => setHelpOpen(true),
    Escape: () => item && go(address(filters)),
  });
  useEffect(() => {
    document.title = `${t('work.title')} · Lá Chắn`;
  });
  const onDone = (done?: Work) => {
    if (done) work.patch(done);
    else changes.value++;
    void refreshSummary();
  };
  return (
    <div class={item ? 'split has-open' : 'split'}>
      <section class="list-side" aria-label={t('work.title')}>
        <News fresh={work.fresh} onShow={work.show} />
        <div class="page-head">
          <h1>{t('work.title')}</h1>
          <span class="wide-only row">
            {can('export.rows') && <ExportButton of="work" query={filters} name="viec" />}
            <LinkButton href="/console/print/work" icon={Printer}>
              {t('work.printList')}
            </LinkButton>
          </span>
        </div>
        {above}
        <Counts />
        <nav class="tabs" aria-label={t('work.lists')}>
          {(['due', 'symptom'] as const).map((name) => (
            <a key={name} href={address({ list: name })} aria-current={filters.list === name ? 'page' : undefined}>
              {t(`work.${name}`)} <b>{countOf(name)}</b>
            </a>
          ))}
        </nav>
        <Filters filters={filters} onChange={(change) => go(address({ ...filters, ...change }))} />
        <Refusal error={work.error} />
        {work.error && <Button onClick={work.reload}>{t('common.again')}</Button>}
        {!work.rows && work.isBusy && (
          <p class="state" role="status">
            {t('common.loading')}
          </p>
        )}
        {work.rows?.length === 0 && <NothingLeft filtered={Object.values(rest).some(Boolean)} />}
        <ol class="work-rows">
          {work.rows?.map((row) => (
            <WorkRow
              key={row.id}
              work={row}
              href={address(filters, row.declaration)}
              isOpen={row.declaration === item}
            />
          ))}
        </ol>
        {work.more && (
          <Button wide busy={work.isBusy} onClick={work.more}>
            {t('common.more')}
          </Button>
        )}
        <p class="quiet small">{t(connection.value === 'live' ? 'shell.live' : 'shell.polling')}</p>
      </section>
      <div class="person-side">
        {item ? (
          <>
            <a class="back-to-list" href={address(filters)}>
              ← {t('work.backToList')}
            </a>
            {panel({ declaration: item, work: work.rows?.find((row) => row.declaration === item), onDone })}
          </>
        ) : (
          <Empty title={t('work.choose')}>
            <p>{t('work.chooseText')}</p>
          </Empty>
        )}
      </div>
      <KeyHelp open={isHelpOpen} onClose={() => setHelpOpen(false)} />
    </div>
  );
};

/** The counts of the day; each leads to its list. */
const Counts = () => {
  const counts = summary.value;
  if (!counts) return null;
  const links = [
    ['urgent', '/console/work?list=due&triage=urgent'],
    ['overdue', '/console/work?list=due&overdue=true'],
    ['checksDue', '/console/hand-over'],
  ] as const;
  return (
    <p class="row wrap">
      {links.map(([name, href]) => (
        <a key={name} class={counts[name] > 0 ? 'tag attention' : 'tag'} href={href}>
          {t(`work.count.${name}`)} <b>{counts[name]}</b>
        </a>
      ))}
    </p>
  );
};

const countOf = (list: 'due' | 'symptom'): string => {
  const counts = summary.value;
  if (!counts) return '';
  return String(list === 'due' ? counts.urgent + counts.risk : counts.symptom);
};

const NothingLeft = ({ filtered }: { filtered: boolean }) => (
  <Empty title={t(filtered ? 'work.emptyFiltered' : 'work.empty')}>{!filtered && <p>{t('work.emptyText')}</p>}</Empty>
);

/** New items wait behind one line, so that the row under the officer's hand stays where it is. */
const News = ({ fresh, onShow }: { fresh: readonly Work[]; onShow: () => void }) => {
  const urgent = fresh.filter((work) => work.level === 'urgent').length;
  return (
    <div class="news" aria-live="assertive">
      {fresh.length > 0 && (
        <Band
          tone={urgent > 0 ? 'red' : 'sky'}
          icon={Bell}
          notice
          action={<Button onClick={onShow}>{t('work.see')}</Button>}
        >
          {urgent > 0 ? t('work.freshUrgent', { n: urgent }) : t('work.fresh', { n: fresh.length })}
        </Band>
      )}
    </div>
  );
};
