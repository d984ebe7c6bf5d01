import { remember, remembered } from '../../../web/kit/memory.ts';
import type { VisitBody } from './send.ts';

const patience = 3_000;
const asked = 'whereabouts';

/** Once the person was asked, only a standing permission counts: the browser's question is not put a second time. */
const mayLook = async (): Promise<boolean> => {
  const { state } = (await navigator.permissions?.query({ name: 'geolocation' }).catch(() => undefined)) ?? {};
  if (state === 'granted') return true;
  if (state === 'denied' || remembered(asked) !== null) return false;
  remember(asked, 'yes');
  return true;
};

const look = (): Promise<VisitBody['point']> =>
  new Promise((resolve) => {
    navigator.geolocation.getCurrentPosition(
      ({ coords: { latitude, longitude, accuracy } }) => resolve({ lat: latitude, lon: longitude, accuracy }),
      () => resolve(undefined),
      { timeout: patience, maximumAge: 60_000 },
    );
  });

/**
 * Where the phone is, looked for on the tap that checks in and never before. Nobody waits for it longer than three seconds: the
 * browser's own question has no time limit.
 */
export const whereabouts = async (): Promise<VisitBody['point']> => {
  if (!navigator.geolocation || !(await mayLook())) return undefined;
  return Promise.race([look(), new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), patience))]);
};
