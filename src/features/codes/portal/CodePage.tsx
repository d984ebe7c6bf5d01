import type { CodeKind } from '../../../core/code.ts';
import type { GotReply } from '../../../core/contract.ts';
import { type Language, type Reader, readerOf, wordsOf } from '../../../web/kit/portal/reader.ts';
import type { venues } from '../../venues/contract.ts';

/** What whoever stands before a venue's code may know of it. */
export type CodePlace = Omit<GotReply<(typeof venues)['GET /venues/lookup']>, 'serial'>;

type Props = { reader: Reader; kind: CodeKind | undefined; code: string; place: CodePlace | undefined };

const words = ({ t }: Reader, kind: CodeKind | undefined) => t.codes[kind ?? 'unknown'];
export const codeTitle = (reader: Reader, kind: CodeKind | undefined, place: CodePlace | undefined): string =>
  place?.name ?? words(reader, kind).title;

/** Where whoever holds a code of each kind goes on. */
const wayOn = (kind: CodeKind | undefined, code: string): string =>
  kind === 'venue' ? `/app/vao/${code}` : kind === 'person' ? '/app/ma-qr' : '/';

/**
 * What any camera opens from a printed code: what it is, in both languages, and the way on for its owner and for officers.
 * It is the same for every code of a kind, so it tells nothing of a person; a place says its name, as its door does. The code goes to
 * the console behind `#`.
 */
export const CodePage = ({ reader, ...shown }: Props) => {
  const other: Language = reader.language === 'vi' ? 'en' : 'vi';
  return (
    <>
      <Told reader={reader} {...shown} isFirst />
      <Told reader={readerOf(other, reader.area)} {...shown} />
    </>
  );
};

const Told = ({ reader, kind, code, place, isFirst }: Props & { isFirst?: boolean }) => {
  if (place) return <Place reader={reader} code={code} place={place} isFirst={isFirst} />;
  const text = words(reader, kind);
  return (
    <section lang={reader.language}>
      {isFirst ? <h1>{text.title}</h1> : <h2>{text.title}</h2>}
      <p class="lead">{text.what}</p>
      {'who' in text && <p>{text.who}</p>}
      <ul class="links">
        <li>
          <a href={wayOn(kind, code)}>{text.owner}</a>
        </li>
        {'officer' in text && (
          <li>
            <a href={`/console/scan#${code}`}>{text.officer}</a>
          </li>
        )}
      </ul>
      {'found' in text && <p>{text.found}</p>}
    </section>
  );
};

type PlaceProps = { reader: Reader; code: string; place: CodePlace; isFirst: boolean | undefined };

/** What place it is, and one button into it: the app asks whoever is not signed in for a phone number, and comes back. */
const Place = ({ reader, code, place, isFirst }: PlaceProps) => {
  const { language, t } = reader;
  const text = t.codes.venue;
  const { kind, address, areaName, vehicle } = place;
  const about = [wordsOf(language, `citizen.venues.kinds.${kind}`), vehicle?.plate, vehicle?.route, vehicle?.trip];
  return (
    <section lang={language}>
      {isFirst ? <h1>{place.name}</h1> : <h2>{place.name}</h2>}
      <p class="lead">{about.filter(Boolean).join(' · ')}</p>
      <p>{[address, areaName].filter(Boolean).join(', ')}</p>
      {place.state === 'closed' ? (
        <p class="notice">{text.closed}</p>
      ) : (
        <p>
          <a class="enter" href={wayOn('venue', code)}>
            {text.enter}
          </a>
        </p>
      )}
      {place.state !== 'closed' && <p>{text.how}</p>}
    </section>
  );
};
