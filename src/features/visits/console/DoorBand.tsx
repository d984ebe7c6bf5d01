import { DoorOpen } from 'lucide';
import { useEffect } from 'preact/hooks';
import { Band } from '../../../web/kit/Band.tsx';
import { t } from '../../../web/kit/console/text.ts';
import { alertsToday, refreshAlerts } from './doors.ts';

const every = 60_000;
const most = 100;

/** Above the day's work: people whom doors asked to call, who may not have called yet. */
export const DoorBand = () => {
  useEffect(() => {
    void refreshAlerts();
    const timer = setInterval(refreshAlerts, every);
    return () => clearInterval(timer);
  }, []);
  const n = alertsToday.value;
  if (n === 0) return null;
  return (
    <Band notice tone="amber" icon={DoorOpen} action={<a href="/console/door-alerts">{t('doorAlerts.open')}</a>}>
      {t(n < most ? 'doorAlerts.band' : 'doorAlerts.bandMore', { n: n < most ? n : most - 1 })}
    </Band>
  );
};
