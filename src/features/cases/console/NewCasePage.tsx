import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { newId } from '../../../core/client.ts';
import { Button } from '../../../web/kit/Button.tsx';
import { useAct } from '../../../web/kit/console/act.ts';
import { Page } from '../../../web/kit/console/Page.tsx';
import { Refusal } from '../../../web/kit/console/Shown.tsx';
import { t } from '../../../web/kit/console/text.ts';
import { age } from '../../../web/kit/console/words.ts';
import { call } from './api.ts';
import { beginning, CaseFields, newBody } from './CaseForm.tsx';
import './cases.css';

export type Someone = { id: string; fullName: string; birthYear?: number | null | undefined };

type Props = {
  person: Someone | undefined;
  /** The days of the positive test, where one led here. */
  sampled: string | undefined;
  confirmed: string | undefined;
  /** How somebody is found where nobody is given. */
  search: ComponentChildren;
  onOther: () => void;
};

/** An F0 is made: who, and the days its window follows from. */
export const NewCasePage = ({ person, sampled, confirmed, search, onOther }: Props) => (
  <Page title={t('cases.new')} text={t('cases.newText')} narrow>
    <p>
      <a href="/console/cases">← {t('cases.title')}</a>
    </p>
    {!person && (
      <>
        <h2>{t('cases.stepPerson')}</h2>
        {search}
      </>
    )}
    {person && (
      <>
        <p class="row wrap">
          <strong>{person.fullName}</strong>
          <span class="quiet">{age(person.birthYear)}</span>
          <Button onClick={onOther}>{t('declarations.changePerson')}</Button>
        </p>
        <NewCaseForm key={person.id} person={person.id} sampled={sampled} confirmed={confirmed} />
      </>
    )}
  </Page>
);

type FormProps = { person: string } & Pick<Props, 'sampled' | 'confirmed'>;

const NewCaseForm = ({ person, sampled, confirmed }: FormProps) => {
  const { route } = useLocation();
  const [written, setWritten] = useState(() => beginning(sampled, confirmed));
  const [id] = useState(newId);
  const save = useAct(async () => {
    const made = await call('POST /cases', { body: { id, person, ...newBody(written) } });
    route(`/console/cases/${made.id}`);
  });
  const other = save.error?.code === 'case.open' ? save.error.problem?.case : undefined;
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void save.run();
      }}
    >
      <CaseFields written={written} onWrite={(change) => setWritten((before) => ({ ...before, ...change }))} />
      <Refusal error={save.error} />
      {typeof other === 'string' && (
        <p>
          {t('cases.openText')} <a href={`/console/cases/${other}`}>{t('cases.openOther')}</a>
        </p>
      )}
      <Button type="submit" kind="primary" busy={save.isBusy}>
        {t('cases.make')}
      </Button>
    </form>
  );
};
