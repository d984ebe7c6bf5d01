import type { CodeKind } from '../../../core/code.ts';
import { type Language, type Reader, readerOf } from '../../../web/kit/portal/reader.ts';

type Props = { reader: Reader; kind: CodeKind | undefined; code: string };

const words = ({ t }: Reader, kind: CodeKind | undefined) => t.codes[kind ?? 'unknown'];
export const codeTitle = (reader: Reader, kind: CodeKind | undefined): string => words(reader, kind).title;

/** Where the owner of each kind of code goes on. */
const homes: Record<CodeKind | 'unknown', string> = { person: '/app/ma-qr', pass: '/', venue: '/', unknown: '/' };

/**
 * What any camera opens from a printed code: what it is, in both languages, and the way on for its owner and for officers.
 * It is the same for every code of a kind, so it tells nothing of a person. The code goes to the console behind `#`.
 */
export const CodePage = ({ reader, kind, code }: Props) => {
  const other: Language = reader.language === 'vi' ? 'en' : 'vi';
  return (
    <>
      <Told reader={reader} kind={kind} code={code} isFirst />
      <Told reader={readerOf(other, reader.area)} kind={kind} code={code} />
    </>
  );
};

const Told = ({ reader, kind, code, isFirst }: Props & { isFirst?: boolean }) => {
  const text = words(reader, kind);
  return (
    <section lang={reader.language}>
      {isFirst ? <h1>{text.title}</h1> : <h2>{text.title}</h2>}
      <p class="lead">{text.what}</p>
      {'who' in text && <p>{text.who}</p>}
      <ul class="links">
        <li>
          <a href={homes[kind ?? 'unknown']}>{text.owner}</a>
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
