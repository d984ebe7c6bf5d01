import { CloudOff, Ellipsis, RefreshCw, ShieldCheck } from 'lucide';
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { refreshLate } from '../../features/followup/console/late.ts';
import { refreshWaiting } from '../../features/records/console/waiting.ts';
import { ReminderBand } from '../../features/reminders/console/ReminderBand.tsx';
import { changes, listen, rightsChanged } from '../../features/verification/console/live.ts';
import { keepSending, queue, waiting } from '../../features/verification/console/queue.ts';
import { refreshSummary, summary } from '../../features/verification/console/summary.ts';
import { Band } from '../kit/Band.tsx';
import { can, officer } from '../kit/console/session.ts';
import { t } from '../kit/console/text.ts';
import { Icon } from '../kit/Icon.tsx';
import { online } from '../kit/online.ts';
import { places } from './navigation.ts';
import { OfficerMenu } from './OfficerMenu.tsx';
import { SearchBox } from './SearchBox.tsx';
import { enterAgain, watchRights } from './session.ts';

/** What stands around every screen: where one is, where one can go, who one is, and whether the network is there. */
export const Shell = ({ children }: { children: ComponentChildren }) => {
  const mayWork = can('work.read');
  useEffect(() => {
    if (!mayWork) return;
    const ends = [listen(), keepSending()];
    return () => {
      for (const end of ends) end();
    };
  }, [mayWork]);
  useEffect(watchRights, []);
  useEffect(() => {
    void refreshWaiting();
    void refreshLate();
  }, []);
  const moved = rightsChanged.value;
  useEffect(() => {
    if (moved > 0) void enterAgain();
  }, [moved]);
  const change = changes.value;
  useEffect(() => {
    void refreshSummary();
  }, [change]);
  return (
    <div class="shell">
      <a class="skip" href="#main">
        {t('shell.skip')}
      </a>
      <header class="top">
        <a class="brand" href="/console/">
          <Icon of={ShieldCheck} />
          {t('shell.product')}
          <span class="unit">{officer.value?.areaName || t('shell.national')}</span>
        </a>
        {can('person.search') && <SearchBox />}
        <OfficerMenu />
      </header>
      <Navigation />
      <main id="main" tabIndex={-1}>
        <Network />
        <ReminderBand />
        {children}
      </main>
    </div>
  );
};

const Navigation = () => {
  const { path } = useLocation();
  const [isOpen, setOpen] = useState(false);
  useEffect(() => setOpen(false), [path]);
  const open = places.filter(({ verb }) => can(verb));
  return (
    <nav class={isOpen ? 'places is-open' : 'places'} aria-label={t('shell.nav')}>
      <ul>
        {open.map(({ name, href, icon, count }) => (
          <li key={name}>
            <a href={href} aria-current={path.startsWith(href) ? 'page' : undefined}>
              <Icon of={icon} />
              <span>{t(`nav.${name}`)}</span>
              <Count of={count && summary.value && count(summary.value)} />
            </a>
          </li>
        ))}
      </ul>
      <button type="button" class="more" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <Icon of={Ellipsis} />
        <span>{t('shell.more')}</span>
      </button>
    </nav>
  );
};

const Count = ({ of: count }: { of: number | undefined }) => (count ? <b class="count">{count}</b> : null);

/** Said only when something is not as usual. */
const Network = () => {
  const refused = queue.value.length - waiting.value;
  const link = <a href="/console/today">{t('common.open')}</a>;
  return (
    <div class="network">
      {!online.value && (
        <Band tone="amber" icon={CloudOff} action={can('work.act') && <a href="/console/today">{t('nav.today')}</a>}>
          {t('shell.offline')} {waiting.value > 0 && <strong>{t('shell.queued', { n: waiting.value })}</strong>}
        </Band>
      )}
      {online.value && waiting.value > 0 && (
        <Band tone="amber" icon={RefreshCw} action={link}>
          {t('shell.queued', { n: waiting.value })}
        </Band>
      )}
      {refused > 0 && (
        <Band tone="red" action={link}>
          {t('shell.refused', { n: refused })}
        </Band>
      )}
    </div>
  );
};
