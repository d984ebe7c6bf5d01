import { CircleAlert, LogIn, MapPin } from 'lucide';
import { Band } from '../../../web/kit/Band.tsx';
import { LinkButton } from '../../../web/kit/Button.tsx';
import { useDevice } from '../../../web/kit/citizen/device.ts';
import { Row } from '../../../web/kit/citizen/Page.tsx';
import { t } from '../../../web/kit/citizen/places-texts.ts';
import { time } from '../../../web/kit/format.ts';
import { checkInPath } from './code.ts';
import { useKnownPlace } from './place.ts';
import { declaredSince, openStays, type Stay, staysOf } from './stays.ts';

/** So long a stay is kept in sight: who has forgotten to go out by then would only say a wrong time. */
const inSight = 12 * 3_600_000;

/** The places this phone has checked in to and not out of, each leading back to its door; and what was not taken. */
export const HereNow = () => {
  const { outbox } = useDevice();
  const parcels = outbox.parcels.value;
  const now = Date.now();
  const open = openStays(staysOf(parcels), now).filter((stay) => now - Date.parse(stay.in) < inSight);
  const places = open.filter((stay, i) => open.findIndex((other) => isSame(stay, other)) === i);
  const declared = declaredSince(open, parcels);
  const isDeclared = (place: Stay): boolean => declared.some((stay) => isSame(stay, place));
  const others = places.filter((place) => !isDeclared(place));
  const refused = outbox.refused.value.filter(({ kind }) => kind.startsWith('visit')).length;
  return (
    <>
      {refused > 0 && (
        <Band notice tone="red" icon={CircleAlert} action={<a href="/app/noi-da-den">{t('band.see')}</a>}>
          {t('visit.here.refused', { n: refused })}
        </Band>
      )}
      {places.filter(isDeclared).map((place) => (
        <BackToDoor key={place.id} stay={place} />
      ))}
      {others.length > 0 && (
        <nav class="rows" aria-label={t('visit.here.title')}>
          {others.map((place) => (
            <Here key={place.id} stay={place} />
          ))}
        </nav>
      )}
    </>
  );
};

const isSame = (one: Stay, other: Stay): boolean =>
  one.code === other.code || (one.venue !== undefined && one.venue === other.venue);

const useName = (stay: Stay): string => useKnownPlace(stay.code)?.name ?? t('visit.unnamed');

/** The door had asked for a declaration, and it is made. */
const BackToDoor = ({ stay }: { stay: Stay }) => (
  <section class="card stack tight">
    <p>{t('visit.declared')}</p>
    <LinkButton kind="primary" icon={LogIn} wide href={checkInPath(stay.code)}>
      {t('visit.here.back', { place: useName(stay) })}
    </LinkButton>
  </section>
);

const Here = ({ stay }: { stay: Stay }) => {
  const name = useName(stay);
  const at = time(stay.in);
  const note = () => {
    if (stay.answer === undefined) return t('visit.here.queued', { at });
    return stay.answer === 'enter' ? t('visit.here.since', { at }) : t(`visit.here.${stay.answer}`);
  };
  return (
    <Row href={checkInPath(stay.code)} icon={MapPin} note={note()}>
      {stay.answer === undefined || stay.answer === 'enter' ? t('visit.here.at', { place: name }) : name}
    </Row>
  );
};
