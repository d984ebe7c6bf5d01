import { Download, Eye, FileCheck, PencilLine, Printer } from 'lucide';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { Band } from '../../../web/kit/Band.tsx';
import { Button, LinkButton } from '../../../web/kit/Button.tsx';
import type { Member } from '../../../web/kit/citizen/device.ts';
import { t } from '../../../web/kit/citizen/more-texts.ts';
import { Loading, Page, Row } from '../../../web/kit/citizen/Page.tsx';
import { SelectField } from '../../../web/kit/Field.tsx';
import { date } from '../../../web/kit/format.ts';
import { type OwnData, visitsOf } from './api.ts';
import { useData } from './useData.ts';
import { healthWords, type Line, personLines, requestWords, testWords } from './words.ts';

type Props = { person: Member; family: readonly Member[] };

/** What is kept of a person, who has read it, what can be asked for, and a copy to take along. */
export const MyData = ({ person, family }: Props) => {
  const { route } = useLocation();
  const found = useData(person.id);
  return (
    <Page title={t('data.title')} back="/app/tai-khoan">
      {family.length > 1 && (
        <SelectField
          label={t('data.whose')}
          value={person.id}
          options={family.map(({ id, fullName }) => ({ value: id, label: fullName }))}
          onChange={(id) => route(`/app/du-lieu?nguoi=${id}`, true)}
        />
      )}
      <Loading of={found}>
        {({ data }) => (data ? <Kept person={person} data={data} /> : <p>{t('data.ownHolder')}</p>)}
      </Loading>
    </Page>
  );
};

const Kept = ({ person: { id }, data }: { person: Member; data: OwnData }) => (
  <>
    <section class="card stack tight">
      <h2>{t('data.record')}</h2>
      <Lines lines={personLines(data)} />
      <LinkButton icon={PencilLine} wide href={`/app/du-lieu/sua?nguoi=${id}`}>
        {t('data.askCorrection')}
      </LinkButton>
    </section>
    {data.corrections.length > 0 && (
      <Part title={t('data.requests')}>
        {data.corrections.map((request) => (
          <li key={request.id}>
            {requestWords(request)}
            {request.note && <span class="quiet small"> “{request.note}”</span>}
          </li>
        ))}
      </Part>
    )}
    <nav class="rows" aria-label={t('data.title')}>
      <Row href={`/app/du-lieu/ai-da-xem?nguoi=${id}`} icon={Eye} note={t('data.readingsNote')}>
        {t('readings.title')}
      </Row>
      <Row href="/to-khai" icon={FileCheck}>
        {t('data.declarations', { n: data.declarations.length })}
      </Row>
    </nav>
    <Findings data={data} />
    <Part title={t('data.holders')}>
      {data.holders.map(({ relation, state, since, isYou }) => (
        <li key={since + relation}>
          {t(isYou ? 'data.you' : `data.holder.${relation}`)} · {t(`data.holderState.${state as 'own'}`)} ·{' '}
          {date(since)}
        </li>
      ))}
    </Part>
    <section class="stack tight">
      <h2>{t('data.copy')}</h2>
      <p class="quiet">{t('data.copyNote')}</p>
      <SaveButton data={data} />
      <LinkButton icon={Printer} wide href={`/app/du-lieu/in?nguoi=${id}`}>
        {t('data.print')}
      </LinkButton>
    </section>
  </>
);

const SaveButton = ({ data }: { data: OwnData }) => {
  const [isBusy, setBusy] = useState(false);
  const [hasFailed, setFailed] = useState(false);
  const save = () => {
    setBusy(true);
    setFailed(false);
    void saveCopy(data)
      .catch(() => setFailed(true))
      .finally(() => setBusy(false));
  };
  return (
    <>
      <Button icon={Download} wide busy={isBusy} onClick={save}>
        {t('data.download')}
      </Button>
      {hasFailed && (
        <Band notice tone="amber">
          {t('app.failed')}
        </Band>
      )}
    </>
  );
};

export const Lines = ({ lines }: { lines: readonly Line[] }) => (
  <dl class="review">
    {lines.map(([label, words]) => (
      <div key={label}>
        <dt class="quiet small">{label}</dt>
        <dd>{words}</dd>
      </div>
    ))}
  </dl>
);

/** What was found of the person: tests and health. */
export const Findings = ({ data }: { data: OwnData }) => (
  <>
    {data.tests.length > 0 && (
      <Part title={t('data.tests')}>
        {data.tests.map((test) => (
          <li key={test.id}>{testWords(test)}</li>
        ))}
      </Part>
    )}
    {data.health.length > 0 && (
      <Part title={t('data.health')}>
        {data.health.map((change) => (
          <li key={change.id}>{healthWords(change)}</li>
        ))}
      </Part>
    )}
  </>
);

export const Part = ({ title, children }: { title: string; children: ComponentChildren }) => (
  <section class="stack tight">
    <h2>{title}</h2>
    <ul class="stack tight">{children}</ul>
  </section>
);

/** The same data as a file, with the visits, which are opened for this alone; it never leaves the device by itself. */
const saveCopy = async (data: OwnData): Promise<void> => {
  const copy = { ...data, visits: (await Promise.all(data.ids.map((id) => visitsOf(id)))).flat() };
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([JSON.stringify(copy, null, 2)], { type: 'application/json' }));
  link.download = `la-chan-${data.person.fullName.replace(/[^\p{L}\p{N}]+/gu, '-')}-${data.asOf.slice(0, 10)}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
};
