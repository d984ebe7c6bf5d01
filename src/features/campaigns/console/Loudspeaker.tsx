import { Copy } from 'lucide';
import { useState } from 'preact/hooks';
import { Button } from '../../../web/kit/Button.tsx';
import { Shown } from '../../../web/kit/console/Shown.tsx';
import { t } from '../../../web/kit/console/text.ts';
import { Dialog } from '../../../web/kit/Dialog.tsx';
import { phone } from '../../../web/kit/format.ts';
import { useLoaded } from '../../../web/kit/load.ts';
import { type Campaign, type Station, stationOf } from './api.ts';
import './campaigns.css';

/** What is read out over the commune's loudspeaker, with the unit's own name and number. */
const callOf = ({ name, phone: number }: Station, link: string): string =>
  t('campaigns.callText', {
    unit: name,
    phone: number ? phone(number) : t('campaigns.noPhone'),
    site: new URL(link).host,
  });

type Props = { campaign: Campaign; open: boolean; onClose: () => void };

export const Loudspeaker = ({ campaign, open, onClose }: Props) => (
  <Dialog title={t('campaigns.speaker')} open={open} onClose={onClose}>
    <Words campaign={campaign} onClose={onClose} />
  </Dialog>
);

const Words = ({ campaign: { area, link }, onClose }: Omit<Props, 'open'>) => {
  const station = useLoaded((signal) => stationOf(area, signal), [area]);
  const [isCopied, setCopied] = useState(false);
  const copy = async (text: string) => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  };
  return (
    <div class="stack">
      <p class="quiet small">{t('campaigns.speakerText')}</p>
      <Shown of={station}>
        {(found) => (
          <>
            {!found.phone && <p class="tag attention">{t('campaigns.phoneMissing')}</p>}
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable (WCAG 2.1.1) */}
            <section class="speech" aria-label={t('campaigns.speaker')} tabIndex={0}>
              {callOf(found, link)
                .split('\n\n')
                .map((part) => (
                  <p key={part}>{part}</p>
                ))}
            </section>
            <div class="actions row">
              <Button kind="primary" icon={Copy} onClick={() => copy(callOf(found, link))}>
                {isCopied ? t('common.copied') : t('campaigns.copy')}
              </Button>
              <Button onClick={onClose}>{t('common.close')}</Button>
            </div>
          </>
        )}
      </Shown>
    </div>
  );
};
