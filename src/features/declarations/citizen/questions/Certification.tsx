import { Pencil, Send } from 'lucide';
import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { Band } from '../../../../web/kit/Band.tsx';
import { Button } from '../../../../web/kit/Button.tsx';
import { t } from '../../../../web/kit/citizen/more-texts.ts';

type Props = {
  /** For how many it is sent. */
  people: number;
  isComplete: boolean;
  send: () => Promise<void>;
  /** What is certified. */
  children: ComponentChildren;
};

/** The end of every form: what was said is certified, then sent. */
export const Certification = ({ people, isComplete, send, children }: Props) => {
  const [isCertified, setCertified] = useState(false);
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  const certification = useRef<HTMLInputElement>(null);
  const submit = async () => {
    if (!isComplete) return setError(t('declare.review.incomplete'));
    if (!isCertified) {
      certification.current?.focus();
      return setError(t('declare.review.certifyFirst'));
    }
    setBusy(true);
    return send();
  };
  return (
    <>
      <label class="choice">
        <input
          ref={certification}
          type="checkbox"
          checked={isCertified}
          onChange={(event) => {
            setCertified(event.currentTarget.checked);
            setError(undefined);
          }}
        />
        <span class="words">{children}</span>
      </label>
      <p class="quiet small">{t('declare.review.consent')}</p>
      <div class="page-action stack tight">
        {error && (
          <Band notice tone="red">
            {error}
          </Band>
        )}
        <Button kind="primary" icon={Send} wide large busy={busy} onClick={submit}>
          {people > 1 ? t('declare.review.sendMany', { n: people }) : t('declare.review.send')}
        </Button>
      </div>
    </>
  );
};

type PartProps = { what: string; step: string; edit: (step: string) => void; children: ComponentChildren };

/** One answer in plain words, with the way to mend it. */
export const Part = ({ what, step, edit, children }: PartProps) => (
  <div>
    <dt class="quiet small">{what}</dt>
    <dd>{children}</dd>
    <dd>
      <Button kind="plain" icon={Pencil} name={t('declare.review.editOf', { what })} onClick={() => edit(step)}>
        {t('people.edit')}
      </Button>
    </dd>
  </div>
);
