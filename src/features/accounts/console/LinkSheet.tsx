import { Copy, Printer, X } from 'lucide';
import { useState } from 'preact/hooks';
import { Button } from '../../../web/kit/Button.tsx';
import { t } from '../../../web/kit/console/text.ts';
import { dateTime } from '../../../web/kit/format.ts';
import type { Invitation } from './api.ts';

/** The one-time link, shown once: to be handed over, copied or printed on a slip. */
export const LinkSheet = ({ invitation, onClose }: { invitation: Invitation; onClose: () => void }) => {
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(invitation.link);
    setCopied(true);
  };
  return (
    <section class="card stack slip" aria-label={t('accounts.linkTitle', { name: invitation.name })}>
      <h2>{t('accounts.linkTitle', { name: invitation.name })}</h2>
      <p>
        {t('accounts.login')}: <strong>{invitation.login}</strong>
      </p>
      <p class="big-link">
        <a href={invitation.link}>{invitation.link}</a>
      </p>
      <p>{t('accounts.linkText', { until: dateTime(invitation.linkUntil) })}</p>
      <div class="row wrap no-print">
        <Button icon={Copy} onClick={copy}>
          {t('accounts.linkCopy')}
        </Button>
        <Button icon={Printer} onClick={() => print()}>
          {t('accounts.linkPrint')}
        </Button>
        <Button icon={X} onClick={onClose}>
          {t('common.close')}
        </Button>
        <span role="status">{isCopied && t('common.copied')}</span>
      </div>
    </section>
  );
};
