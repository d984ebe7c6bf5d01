import { can } from '../../../web/kit/console/session.ts';
import { t } from '../../../web/kit/console/text.ts';

const tabs = [
  { at: 'list', href: '/console/venues', verb: 'venue.read' },
  { at: 'silent', href: '/console/venues/silent', verb: 'venue.read' },
  { at: 'import', href: '/console/venues/import', verb: 'venue.manage' },
] as const;

export const VenueTabs = ({ at }: { at: (typeof tabs)[number]['at'] }) => (
  <nav class="tabs" aria-label={t('venues.title')}>
    {tabs
      .filter(({ verb }) => can(verb))
      .map((tab) => (
        <a key={tab.at} href={tab.href} aria-current={tab.at === at ? 'page' : undefined}>
          {t(`venues.tab.${tab.at}`)}
        </a>
      ))}
  </nav>
);
