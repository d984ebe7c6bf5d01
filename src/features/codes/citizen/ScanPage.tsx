import { UserPlus } from 'lucide';
import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { codeText } from '../../../core/code.ts';
import { fold } from '../../../core/fold.ts';
import { Band } from '../../../web/kit/Band.tsx';
import { Button } from '../../../web/kit/Button.tsx';
import { Answer } from '../../../web/kit/Choice.tsx';
import { useDevice } from '../../../web/kit/citizen/device.ts';
import { t } from '../../../web/kit/citizen/more-texts.ts';
import { Page } from '../../../web/kit/citizen/Page.tsx';
import { scannerTexts } from '../../../web/kit/citizen/scanner.ts';
import { Scanner } from '../../../web/kit/Scanner.tsx';
import { carryFields } from '../../../web/kit/scan/carried.ts';
import { readTyped } from '../../venues/rules.ts';
import { type DocumentFields, readScan, type Scan } from '../rules.ts';

type Read = Scan | 'unknown';

/** Any code a citizen may hold a phone to: a place leads on, a card fills in details, the rest is explained. */
export const ScanPage = () => {
  const [read, setRead] = useState<Read>();
  const { route } = useLocation();
  const take = (text: string) => {
    const scan = readScan(text);
    const place = scan?.kind === 'venue' ? codeText(scan.code.signed, scan.code.signature) : readTyped(text);
    if (place !== undefined) route(`/app/vao/${place}`);
    else setRead(scan ?? 'unknown');
  };
  return (
    <Page title={t('codes.scanTitle')} back="/">
      {read === undefined ? (
        <>
          <p>{t('codes.scanLead')}</p>
          <Scanner texts={scannerTexts()} onRead={take} />
        </>
      ) : (
        <>
          <Told read={read} />
          <Button wide onClick={() => setRead(undefined)}>
            {t('codes.again')}
          </Button>
        </>
      )}
    </Page>
  );
};

const Told = ({ read }: { read: Read }) => {
  if (read !== 'unknown' && 'fields' in read) return <FillFor fields={read.fields} />;
  const known = read !== 'unknown';
  return (
    <Band notice tone={known ? 'sky' : 'amber'}>
      {t(!known ? 'codes.unknown' : read.kind === 'pass' ? 'codes.isPass' : 'codes.isPerson')}
    </Band>
  );
};

/** Whose card it is, the namesake first; the form then opens filled in. */
const FillFor = ({ fields }: { fields: DocumentFields }) => {
  const { members } = useDevice();
  const { route } = useLocation();
  const open = (path: string) => {
    carryFields(fields);
    route(path);
  };
  const isNamesake = (name: string): boolean => fold(name) === fold(fields.fullName);
  const ordered = members.value.toSorted(
    (one, other) => Number(isNamesake(other.fullName)) - Number(isNamesake(one.fullName)),
  );
  return (
    <section class="stack tight" aria-labelledby="fill-for">
      <p>{t('codes.readOf', { name: fields.fullName })}</p>
      <h2 id="fill-for">{t('codes.fillFor')}</h2>
      <div class="choices">
        {ordered
          .filter(({ unsent }) => !unsent)
          .map(({ id, fullName, birthYear }) => (
            <Answer
              key={id}
              note={birthYear ? t('people.born', { year: birthYear }) : undefined}
              onClick={() => open(`/app/nguoi-nha/${id}`)}
            >
              {fullName}
            </Answer>
          ))}
        <Answer icon={UserPlus} onClick={() => open('/app/nguoi-nha/them')}>
          {t('codes.fillNew')}
        </Answer>
      </div>
    </section>
  );
};
