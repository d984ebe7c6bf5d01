import { Copy, Printer, X } from 'lucide';
import { useState } from 'preact/hooks';
import { renderSVG } from 'uqr';
import { Button } from '../../../web/kit/Button.tsx';
import { t } from '../../../web/kit/console/text.ts';
import { dateTime } from '../../../web/kit/format.ts';
import type { Invitation } from './api.ts';

const pictureOf = (link: string): string => `data:image/svg+xml,${encodeURIComponent(renderSVG(link, { border: 2 }))}`;

/** One-time links, shown once: a slip an officer, by unit, to be cut apart and handed over. Each unit begins a sheet of paper. */
export const LinkSheets = ({ of: invitations, onClose }: { of: readonly Invitation[]; onClose: () => void }) => {
  const [first] = invitations;
  const title =
    invitations.length === 1 && first
      ? t('accounts.linkTitle', { name: first.name })
      : t('accounts.linksTitle', { n: invitations.length });
  const units = [...new Set(invitations.map(({ area }) => area))].map((path) =>
    invitations.filter(({ area }) => area === path),
  );
  return (
    <section class="card stack slip slips" aria-label={title}>
      <div class="stack no-print">
        <h2>{title}</h2>
        <p class="measure">{t('accounts.linksText')}</p>
        <div class="row wrap">
          <Button kind="primary" icon={Printer} onClick={() => print()}>
            {t('accounts.linkPrint')}
          </Button>
          <Button icon={X} onClick={onClose}>
            {t('common.close')}
          </Button>
        </div>
      </div>
      {units.map((of) => (
        <section key={of[0]?.area} class="slip-unit stack">
          <h3>{t('accounts.linksUnit', { unit: of[0]?.areaName ?? '', n: of.length })}</h3>
          <ul class="slip-grid">
            {of.map((invitation) => (
              <li key={invitation.id} class="slip-one">
                <Slip of={invitation} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </section>
  );
};

const Slip = ({ of: { name, login, areaName, link, linkUntil } }: { of: Invitation }) => {
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(link);
    setCopied(true);
  };
  return (
    <>
      <img src={pictureOf(link)} alt={t('accounts.linkQr', { name })} width={132} height={132} />
      <div class="stack tight">
        <strong>{name}</strong>
        <span>{areaName}</span>
        <span>
          {t('accounts.login')}: <strong>{login}</strong>
        </span>
        <span class="small">
          {t('accounts.slipText')} {t('accounts.linkUntil', { until: dateTime(linkUntil) })}
        </span>
        <a class="small big-link" href={link}>
          {link}
        </a>
        <div class="no-print">
          <span class="row wrap">
            <Button icon={Copy} name={t('accounts.linkCopyOf', { name })} onClick={copy}>
              {t('accounts.linkCopy')}
            </Button>
            <span role="status">{isCopied && t('common.copied')}</span>
          </span>
        </div>
      </div>
    </>
  );
};
