import { CircleCheck, CircleHelp, FilePen, OctagonX, RefreshCw } from 'lucide';
import { useLocation } from 'preact-iso';
import { Band } from '../../../web/kit/Band.tsx';
import { Button } from '../../../web/kit/Button.tsx';
import { can } from '../../../web/kit/console/session.ts';
import { t } from '../../../web/kit/console/text.ts';
import { dateTime, time } from '../../../web/kit/format.ts';
import { Icon } from '../../../web/kit/Icon.tsx';
import { carryFields, carryPerson } from '../../../web/kit/scan/carried.ts';
import { readScan } from '../../codes/rules.ts';
import type { Answer } from './post.ts';

const signs = { green: CircleCheck, amber: CircleHelp, red: OctagonX } as const;

type Props = {
  answer: Answer;
  /** What was read. */
  text: string;
  /** What is declared at this post. */
  form: 'domestic' | 'entry';
  next: () => void;
};

/** Takes whom the code led to, or what the card says, to the declaration. */
const carry = ({ check: found }: Answer, text: string): void => {
  const scan = found?.person ? undefined : readScan(text);
  if (found?.person) carryPerson(found.person);
  else if (scan && 'fields' in scan) carryFields(scan.fields);
};

/** The colour fills the screen, with its sign, the reason and what to do. */
export const Verdict = ({ answer, text, form, next }: Props) => {
  const { route } = useLocation();
  const { colour, reason, advise, validUntil, check: found, isOffline } = answer;
  return (
    <div class={`verdict ${colour}`}>
      <div class="verdict-words" role="alert">
        <Icon of={signs[colour]} />
        <h1>{t(`post.advise.${advise}`)}</h1>
        <p class="reason">{t(`post.reason.${reason}`)}</p>
        {reason === 'unverified' && <p>{t('post.unverifiedDo')}</p>}
        {validUntil && <p>{t('post.until', { until: dateTime(validUntil) })}</p>}
        {found?.person && (
          <p class="who">
            <strong>{found.person.fullName}</strong>
            {found.person.birthYear && ` · ${found.person.birthYear}`}
            {found.person.sex && ` · ${t(`people.sexOf.${found.person.sex}`)}`}
            <br />
            <span class="small">{t('post.compare')}</span>
          </p>
        )}
        {found?.pass && <p>{t('post.route', { from: found.pass.fromName, to: found.pass.toName })}</p>}
        {isOffline && (
          <Band notice tone="amber">
            {t('post.offline', { at: time(new Date()) })}
          </Band>
        )}
      </div>
      <div class="page-action stack tight">
        {advise === 'declare' && !isOffline && can('declaration.create') && (
          <Button
            kind="primary"
            wide
            large
            icon={FilePen}
            onClick={() => {
              carry(answer, text);
              route(`/console/declare?form=${form}`);
            }}
          >
            {t('post.declareHere')}
          </Button>
        )}
        <Button kind="primary" wide large icon={RefreshCw} onClick={next}>
          {t('post.next')}
        </Button>
      </div>
    </div>
  );
};
