import { can } from '../../../web/kit/console/session.ts';
import { t } from '../../../web/kit/console/text.ts';

const tabs = [
  { name: 'officers', href: '/console/accounts', verb: 'account.read' },
  { name: 'units', href: '/console/accounts/units', verb: 'account.read' },
  { name: 'requests', href: '/console/accounts/requests', verb: 'account.request' },
] as const;
export type AccountTab = (typeof tabs)[number]['name'];

/** The three views of the accounts of a unit; who may only ask sees no tabs. */
export const AccountTabs = ({ at }: { at: AccountTab }) =>
  can('account.read') ? (
    <nav class="tabs no-print" aria-label={t('accounts.title')}>
      {tabs
        .filter(({ verb }) => can(verb))
        .map(({ name, href }) => (
          <a key={name} href={href} aria-current={name === at ? 'page' : undefined}>
            {t(`accounts.tab.${name}`)}
          </a>
        ))}
    </nav>
  ) : null;
