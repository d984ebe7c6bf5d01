import { useEffect, useState } from 'preact/hooks';
import { t } from '../../../web/kit/citizen/places-texts.ts';
import { time } from '../../../web/kit/format.ts';

/** Runs by the second, so that whoever stands at the door sees a screen of now and no picture of one. A reader has the time beside it. */
export const Clock = () => {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 1_000);
    return () => clearInterval(timer);
  }, []);
  const seconds = String(now.getSeconds()).padStart(2, '0');
  return (
    <p class="clock" aria-hidden="true">
      {t('visit.now')}{' '}
      <b>
        {time(now)}:{seconds}
      </b>
    </p>
  );
};
