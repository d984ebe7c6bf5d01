import type { ComponentChildren } from 'preact';
import { Page } from '../../../web/kit/console/Page.tsx';
import { Empty, Shown } from '../../../web/kit/console/Shown.tsx';
import { can } from '../../../web/kit/console/session.ts';
import { t } from '../../../web/kit/console/text.ts';
import { useLoaded } from '../../../web/kit/load.ts';
import { type Case, call } from './api.ts';
import { CaseActs } from './CaseActs.tsx';
import { CaseHead } from './CaseHead.tsx';
import './cases.css';

/** One of the views of a case: its name in the address, its word, what it shows. */
export type CaseTab = {
  name: string;
  label: () => string;
  view: (shown: Viewed) => ComponentChildren;
};
type Viewed = {
  of: Case;
  query: Record<string, string>;
  /** Another query of the same view. */
  go: (query: Record<string, string>) => void;
  /** The case's own figures are other ones now. */
  onChanged: () => void;
};

type Props = {
  id: string;
  query: Record<string, string>;
  route: (url: string, replace?: boolean) => void;
  tabs: readonly CaseTab[];
};

/** A case: who, when, what can be done with it, and its views one at a time. */
export const CasePage = ({ id, query, route, tabs }: Props) => {
  const loaded = useLoaded((signal) => call('GET /cases/:id', { params: { id } }, signal), [id]);
  const open = tabs.find(({ name }) => name === query.tab) ?? tabs[0];
  const address = (part: Record<string, string>): string => `/console/cases/${id}?${new URLSearchParams(part)}`;
  if (loaded.state === 'failed' && loaded.error.code === 'record.missing')
    return (
      <Page title={t('cases.title')}>
        <Empty title={t('cases.missing')}>
          <a href="/console/cases">{t('cases.title')}</a>
        </Empty>
      </Page>
    );
  return (
    <Shown of={loaded}>
      {(one) => (
        <Page title={t('cases.pageTitle', { name: one.person.fullName })}>
          <p class="no-print">
            <a href="/console/cases">← {t('cases.title')}</a>
          </p>
          <CaseHead of={one} />
          {can('case.write') && <CaseActs of={one} onDone={loaded.reload} />}
          <nav class="tabs no-print" aria-label={t('cases.views')}>
            {tabs.map(({ name, label }) => (
              <a key={name} href={address({ tab: name })} aria-current={name === open?.name ? 'page' : undefined}>
                {label()}
              </a>
            ))}
          </nav>
          {open && (
            // Another state of the case opens its views anew: what depended on its days is no longer so.
            <div key={`${open.name} ${one.state} ${one.window.from} ${one.isolatedAt}`} class="stack">
              {open.view({
                of: one,
                query,
                go: (part) => route(address({ tab: open.name, ...part }), true),
                onChanged: loaded.reload,
              })}
            </div>
          )}
        </Page>
      )}
    </Shown>
  );
};
