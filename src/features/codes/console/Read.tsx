import { UserPlus } from 'lucide';
import { useState } from 'preact/hooks';
import { newId } from '../../../core/client.ts';
import { Band } from '../../../web/kit/Band.tsx';
import { Button } from '../../../web/kit/Button.tsx';
import { useAct } from '../../../web/kit/console/act.ts';
import { Refusal } from '../../../web/kit/console/Shown.tsx';
import type { ScanProps } from '../../../web/kit/console/scanning.ts';
import { can, isCommune, officer, ownArea } from '../../../web/kit/console/session.ts';
import { t } from '../../../web/kit/console/text.ts';
import { age } from '../../../web/kit/console/words.ts';
import { call, type Reading, type ReadPerson } from './api.ts';

type Props = ScanProps & { text: string; reading: Reading };

/** What a code led to: a person, several with one number, nobody yet, or no person at all. */
export const Read = ({ text, reading, onPerson, choose, onFields }: Props) => {
  const { kind, person, others, fields } = reading;
  if (kind === 'pass' || kind === 'venue')
    return <Band notice>{t(kind === 'pass' ? 'scan.isPass' : 'scan.isVenue')}</Band>;
  return (
    <div class="stack">
      {fields && <p>{t('scan.cardOf', { name: fields.fullName })}</p>}
      {others.length > 0 && <h3>{t('scan.same')}</h3>}
      {person && <Holder key={person.id} text={text} person={person} choose={choose} onPerson={onPerson} />}
      {others.map((other) => (
        <Holder key={other.id} text={text} person={other} choose={choose} onPerson={onPerson} />
      ))}
      {!person && fields && (
        <>
          <p>{t('scan.cardUnknown')}</p>
          {can('person.create') && (
            <Button kind="primary" icon={UserPlus} onClick={() => onFields(fields)}>
              {t('scan.cardFill')}
            </Button>
          )}
        </>
      )}
    </div>
  );
};

/** Whom the screen goes on with: who reads records, and who declares for whoever shows a code. */
export const mayChoose = (): boolean => can('person.read') || can('declaration.create');

type HolderProps = Omit<ScanProps, 'onFields'> & { text: string; person: ReadPerson };

/** Enough to tell the bearer from another. Somebody from elsewhere is first received, which the audit keeps. */
const Holder = ({ text, person: read, choose, onPerson }: HolderProps) => {
  const [person, setPerson] = useState(read);
  const receive = useAct(async () => {
    setPerson(await call('POST /codes/reception', { body: { id: newId(), text } }));
  });
  const mayReceive = !person.isHere && can('code.receive');
  return (
    <section class="card stack tight" aria-label={person.fullName}>
      <h3>{person.fullName}</h3>
      <p>
        {[
          person.birthYear && t('people.born', { year: person.birthYear }),
          age(person.birthYear),
          person.sex && t(`people.sexOf.${person.sex}`),
          person.hamlet,
          person.areaName,
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {!person.isHere && <p class="quiet">{t('scan.elsewhere', { area: person.areaName })}</p>}
      {mayReceive && (
        <>
          <p class="quiet">{t(isCommune(ownArea()) ? 'scan.receiveText' : 'scan.receiveCommune')}</p>
          {isCommune(ownArea()) && (
            <Button kind="primary" busy={receive.isBusy} onClick={() => void receive.run()}>
              {t('scan.receive', { unit: officer.value?.areaName ?? '' })}
            </Button>
          )}
          <Refusal error={receive.error} />
        </>
      )}
      {person.isHere && !read.isHere && (
        <Band notice tone="green">
          {t('scan.received')}
        </Band>
      )}
      {person.isHere && mayChoose() && (
        <Button kind="primary" onClick={() => onPerson(person)}>
          {choose}
        </Button>
      )}
    </section>
  );
};
