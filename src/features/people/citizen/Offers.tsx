import { useState } from 'preact/hooks';
import { client, newId } from '../../../core/client.ts';
import { Band } from '../../../web/kit/Band.tsx';
import { Button } from '../../../web/kit/Button.tsx';
import { useDevice } from '../../../web/kit/citizen/device.ts';
import { t } from '../../../web/kit/citizen/texts.ts';
import type { people } from '../contract.ts';

export type Offer = { id: string; fullName: string; addedBy: 'family' | 'officer' };

const call = client<typeof people>();

/** Someone else recorded a person with this phone: the holder takes the record over, or says it is somebody else. */
export const Offers = ({ offers }: { offers: readonly Offer[] }) => (
  <>
    {offers.map((offer) => (
      <OfferCard key={offer.id} offer={offer} />
    ))}
  </>
);

const OfferCard = ({ offer: { id, fullName, addedBy } }: { offer: Offer }) => {
  const { refresh } = useDevice();
  const [answer] = useState(() => newId());
  const [busy, setBusy] = useState(false);
  const [hasFailed, setFailed] = useState(false);
  const reply = async (accept: boolean) => {
    setBusy(true);
    setFailed(false);
    await call('POST /people/:id/takeover', { params: { id }, body: { id: answer, accept } }).then(refresh, () =>
      setFailed(true),
    );
    setBusy(false);
  };
  return (
    <section class="card stack tight">
      <h2>{t('offer.title')}</h2>
      <p>{t(`offer.${addedBy}`, { name: fullName })}</p>
      {hasFailed && (
        <Band notice tone="amber">
          {t('app.failed')}
        </Band>
      )}
      <Button kind="primary" wide busy={busy} onClick={() => reply(true)}>
        {t('offer.accept')}
      </Button>
      <Button wide busy={busy} onClick={() => reply(false)}>
        {t('offer.refuse')}
      </Button>
    </section>
  );
};
