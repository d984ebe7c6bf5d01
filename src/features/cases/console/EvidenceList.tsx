import { Button } from '../../../web/kit/Button.tsx';
import { t } from '../../../web/kit/console/text.ts';
import type { Evidence } from './api.ts';
import { evidenceWords, venueWords } from './words.ts';

const shownAtOnce = 3;

type Props = { of: readonly Evidence[]; onWithdraw: ((evidence: Evidence) => void) | undefined };

/** What speaks for a contact, the longest first. */
export const EvidenceList = ({ of, onWithdraw }: Props) => {
  const all = of.toSorted((one, other) => other.minutes - one.minutes);
  const rest = all.slice(shownAtOnce);
  return (
    <>
      <Proofs of={all.slice(0, shownAtOnce)} onWithdraw={onWithdraw} />
      {rest.length > 0 && (
        <details>
          <summary class="small">{t('cases.moreEvidence', { n: rest.length })}</summary>
          <Proofs of={rest} onWithdraw={onWithdraw} />
        </details>
      )}
    </>
  );
};

const Proofs = ({ of, onWithdraw }: Props) => (
  <ul>
    {of.map((one) => (
      <li key={`${one.id} ${one.venue?.id} ${one.via?.id} ${one.from}`}>
        {evidenceWords(one)}
        {one.venue && <div class="quiet small">{venueWords(one)}</div>}
        {one.id && onWithdraw && (
          <Button
            kind="plain"
            name={t('cases.withdrawWhat', { what: evidenceWords(one) })}
            onClick={() => onWithdraw(one)}
          >
            {t('cases.withdraw')}…
          </Button>
        )}
      </li>
    ))}
  </ul>
);
