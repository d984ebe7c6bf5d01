import { CircleAlert, ScanLine } from 'lucide';
import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { Band } from '../../../web/kit/Band.tsx';
import { Button, LinkButton } from '../../../web/kit/Button.tsx';
import { Page } from '../../../web/kit/citizen/Page.tsx';
import { t } from '../../../web/kit/citizen/places-texts.ts';
import { TextField } from '../../../web/kit/Field.tsx';
import { checkInPath, venueCode } from './code.ts';

/** Longer ones were scanned: nobody puts a slip right in them. */
const typedLength = 16;

/** For a camera that cannot read the poster: the eight signs below the code. What was `wrong` stands there to be put right. */
export const TypeCode = ({ wrong }: { wrong: string | undefined }) => {
  const { route } = useLocation();
  const [text, setText] = useState(wrong && wrong.length <= typedLength ? wrong : '');
  const [hasFailed, setFailed] = useState(false);
  return (
    <Page title={t('visit.title')} back="/">
      {wrong !== undefined && !hasFailed ? (
        <Band notice tone="amber" icon={CircleAlert}>
          {t('visit.wrong')}
        </Band>
      ) : (
        <p>{t('visit.typeLead')}</p>
      )}
      <LinkButton kind="primary" icon={ScanLine} wide large href="/app/quet">
        {t('visit.scan')}
      </LinkButton>
      <form
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          const code = venueCode(text);
          setFailed(code === undefined);
          if (code !== undefined) route(checkInPath(code));
        }}
      >
        <TextField
          label={t('visit.code')}
          hint={t('visit.codeHint')}
          error={hasFailed ? t('visit.codeWrong') : undefined}
          value={text}
          maxLength={400}
          onInput={setText}
        />
        <Button type="submit" wide>
          {t('visit.codeGo')}
        </Button>
      </form>
    </Page>
  );
};
