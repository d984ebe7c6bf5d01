import { Printer } from 'lucide';
import { Button } from '../../../web/kit/Button.tsx';
import type { Member } from '../../../web/kit/citizen/device.ts';
import { maybe, t } from '../../../web/kit/citizen/more-texts.ts';
import { Loading, Page } from '../../../web/kit/citizen/Page.tsx';
import { date, dateTime } from '../../../web/kit/format.ts';
import type { OwnData } from './api.ts';
import { Findings, Lines, Part } from './MyData.tsx';
import { useData } from './useData.ts';
import { declarationLines, moreWords, personLines, requestWords } from './words.ts';

/** The whole copy as a page to read and to print. */
export const DataPrint = ({ person }: { person: Member }) => {
  const found = useData(person.id);
  return (
    <Page title={t('data.copyOf', { name: person.fullName })} back={`/app/du-lieu?nguoi=${person.id}`}>
      <Loading of={found}>{({ data }) => (data ? <Copy data={data} /> : <p>{t('data.ownHolder')}</p>)}</Loading>
    </Page>
  );
};

const Copy = ({ data }: { data: OwnData }) => (
  <article class="data-print stack">
    <p class="quiet">{t('data.asOf', { at: dateTime(data.asOf) })}</p>
    <Button icon={Printer} onClick={() => print()}>
      {t('data.printNow')}
    </Button>
    <section class="stack tight">
      <h2>{t('data.record')}</h2>
      <Lines lines={personLines(data)} />
    </section>
    <section class="stack">
      <h2>{t('data.declarations', { n: data.declarations.length })}</h2>
      {data.declarations.map((declared) => (
        <section key={declared.id} class="stack tight">
          <h3>
            {dateTime(declared.at)} · {declared.areaName}
          </h3>
          <Lines lines={declarationLines(declared)} />
        </section>
      ))}
    </section>
    <Findings data={data} />
    {data.corrections.length > 0 && (
      <Part title={t('data.requests')}>
        {data.corrections.map((request) => (
          <li key={request.id}>
            {requestWords(request)} {request.note}
          </li>
        ))}
      </Part>
    )}
    {data.messages.length > 0 && (
      <Part title={t('data.messages')}>
        {data.messages.map(({ at, purpose }) => (
          <li key={at + purpose}>
            {dateTime(at)} · {maybe(`data.messageOf.${purpose}`) ?? purpose}
          </li>
        ))}
      </Part>
    )}
    {data.sessions.length > 0 && (
      <Part title={t('account.sessions')}>
        {data.sessions.map(({ device, createdAt }) => (
          <li key={createdAt}>
            {date(createdAt)} · {device}
          </li>
        ))}
      </Part>
    )}
    {Object.entries(data.more).map(
      ([name, rows]) =>
        rows.length > 0 && (
          <Part key={name} title={maybe(`data.more.${name}`) ?? name}>
            {rows.map((row) => (
              <li key={JSON.stringify(row)}>{moreWords(row)}</li>
            ))}
          </Part>
        ),
    )}
  </article>
);
