import { CircleAlert, CloudOff, CloudUpload, KeyRound, RefreshCw, TriangleAlert } from 'lucide';
import { useEffect, useState } from 'preact/hooks';
import { Band } from '../kit/Band.tsx';
import { Button } from '../kit/Button.tsx';
import { useDevice } from '../kit/citizen/device.ts';
import { t } from '../kit/citizen/texts.ts';
import { online } from '../kit/online.ts';
import { keeper } from './device.ts';
import { newVersion } from './offline.ts';

/** What must be known on every screen: the network, what waits, what was refused, a session that ended. */
export const Bands = () => {
  const { outbox } = useDevice();
  const all = outbox.waiting.value.length;
  const n = outbox.waiting.value.filter(({ kind }) => kind === 'declaration').length;
  const isOffline = !online.value || outbox.state.value === 'offline';
  // Of visits it is said beside the places.
  const refused = outbox.refused.value.filter(({ kind }) => !kind.startsWith('visit')).length;
  const isExpired = keeper.session.value.state === 'expired';
  return (
    <>
      {isOffline && (
        <Band tone="amber" icon={CloudOff} action={n > 0 && <a href="/to-khai">{t('band.see')}</a>}>
          {n > 0 ? t('band.offlineWaiting', { n }) : all > 0 ? t('band.offlineOther', { n: all }) : t('band.offline')}
        </Band>
      )}
      {!isOffline && n > 0 && (
        <Band icon={CloudUpload} action={<a href="/to-khai">{t('band.see')}</a>}>
          {t(outbox.state.value === 'sending' ? 'band.sending' : 'band.waiting', { n })}
        </Band>
      )}
      {refused > 0 && (
        <Band tone="red" icon={CircleAlert} action={<a href="/to-khai">{t('band.see')}</a>}>
          {t('band.refused', { n: refused })}
        </Band>
      )}
      {isExpired && (
        <Band tone="amber" icon={KeyRound} action={<a href="/dang-nhap">{t('band.signIn')}</a>}>
          {t('band.expired')}
        </Band>
      )}
      <Forgetful />
      {newVersion.value && (
        <Band icon={RefreshCw} action={<Button onClick={newVersion.value}>{t('app.updateNow')}</Button>}>
          {t('app.update')}
        </Band>
      )}
    </>
  );
};

/** A browser that keeps nothing is said so, since what waits would be lost with the page. */
const Forgetful = () => {
  const { shelf } = useDevice();
  const [isForgetful, setForgetful] = useState(false);
  useEffect(() => {
    shelf.then(({ kind }) => setForgetful(kind === 'memory'));
  }, []);
  if (!isForgetful) return null;
  return (
    <Band tone="amber" icon={TriangleAlert}>
      {t('band.memory')}
    </Band>
  );
};
