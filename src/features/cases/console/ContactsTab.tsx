import { useState } from 'preact/hooks';
import { Band } from '../../../web/kit/Band.tsx';
import { Button } from '../../../web/kit/Button.tsx';
import { Empty, Shown } from '../../../web/kit/console/Shown.tsx';
import { can } from '../../../web/kit/console/session.ts';
import { t } from '../../../web/kit/console/text.ts';
import { dateTime } from '../../../web/kit/format.ts';
import { AddContact, type ChoosePerson } from './AddContact.tsx';
import type { Case, Evidence } from './api.ts';
import { ContactFilters } from './ContactFilters.tsx';
import { ContactRow } from './ContactRow.tsx';
import { ContactsHead } from './ContactsHead.tsx';
import { type ContactFilters as Filters, filterNames, type Level, useContacts } from './contact-list.ts';
import { DecideBar, DecidedBand } from './DecideBar.tsx';
import { useDeciding } from './deciding.ts';
import { focusRow, goOnAfter, useContactKeys } from './row-keys.ts';
import { useSelection } from './selection.ts';
import { WithdrawLink } from './WithdrawLink.tsx';

type Props = {
  of: Case;
  level: Level;
  query: Record<string, string>;
  go: (query: Record<string, string>) => void;
  /** The counts of the case are other ones now. */
  onChanged: () => void;
  choosePerson: ChoosePerson;
};

/** Who met the F0, or an F1: ranked, with the reason beside each name, to be accepted or rejected. */
export const ContactsTab = ({ of: one, level, query, go, onChanged, choosePerson }: Props) => {
  const filters: Filters = Object.fromEntries(
    filterNames.flatMap((name) => (query[name] ? [[name, query[name]]] : [])),
  );
  const change = (part: Filters) =>
    go(
      Object.fromEntries(Object.entries({ ...filters, ...part }).filter(([, value]) => value)) as Record<
        string,
        string
      >,
    );
  return (
    <>
      <Opening of={one} level={level} asOf={filters.asOf} onNow={() => change({ asOf: '' })} />
      <ContactFilters filters={filters} onChange={change} />
      <ContactList
        key={JSON.stringify([level, filters])}
        {...{ of: one, level, filters, onChanged, choosePerson }}
        narrow={change}
      />
    </>
  );
};

type OpeningProps = { of: Case; level: Level; asOf: string | undefined; onNow: () => void };

/** Why these visits are open, and to whom it is told; or from which moment on nothing is known yet. */
const Opening = ({ of: one, level, asOf, onNow }: OpeningProps) => {
  if (asOf)
    return (
      <Band notice tone="amber" action={<Button onClick={onNow}>{t('cases.backToNow')}</Button>}>
        <strong>{t('cases.asOfBand', { time: dateTime(asOf) })}</strong> {t('cases.asOfText')}
      </Band>
    );
  if (one.state !== 'open') return <p class="quiet">{t('cases.notOpened')}</p>;
  return (
    <p class="quiet small">
      {t(level === 1 ? 'cases.openingF1' : 'cases.openingF2', { code: one.code, name: one.person.fullName })}
    </p>
  );
};

type ListProps = Omit<Props, 'query' | 'go'> & { filters: Filters; narrow: (to: Filters) => void };

const ContactList = ({ of: one, level, filters, onChanged, choosePerson, narrow }: ListProps) => {
  const contacts = useContacts(one.id, level, filters);
  const selection = useSelection(contacts.rows.map(({ person }) => person.id));
  const [withdrawn, setWithdrawn] = useState<Evidence>();
  const [added, setAdded] = useState<string>();
  const mayDecide = can('case.write') && one.state !== 'revoked' && !filters.asOf;
  const deciding = useDeciding({
    id: one.id,
    level,
    onDecided: (now) => {
      contacts.write(now);
      // Whether a chain holds now is the server's to say.
      if (contacts.rows.some(({ person, broken }) => broken && now.some((one) => one.person === person.id)))
        contacts.reload();
      onChanged();
    },
  });
  const decide = async (persons: readonly string[], accept: boolean, note = ''): Promise<boolean> => {
    if (persons.length === 0) return false;
    const asked = new Set(persons);
    const turned = contacts.rows
      .filter(({ person, state }) => asked.has(person.id) && state !== (accept ? 'accepted' : 'rejected'))
      .map(({ person, state }) => ({ person: person.id, state }));
    const isDone = (await deciding.decide({ persons, turned, accept, ...(note && { note }) })) === true;
    if (isDone) {
      goOnAfter(persons);
      selection.clear();
    }
    return isDone;
  };
  useContactKeys({
    toggle: mayDecide ? selection.toggle : undefined,
    decide: mayDecide
      ? (focused, accept) =>
          void decide(selection.chosen.length > 0 ? selection.chosen : focused ? [focused] : [], accept)
      : undefined,
  });
  const isEmpty = contacts.rows.length === 0;
  const broken = one.state === 'revoked' || filters.broken ? 0 : (contacts.first.value?.broken ?? 0);
  return (
    <>
      <DecidedBand deciding={deciding} />
      {broken > 0 && (
        <Band
          notice
          tone="amber"
          action={<Button onClick={() => narrow({ state: '', broken: 'true' })}>{t('cases.brokenShow')}</Button>}
        >
          {t('cases.brokenBand', { n: broken })}
        </Band>
      )}
      <ContactsHead
        of={one}
        level={level}
        filters={filters}
        shown={contacts.rows.length}
        isWhole={!contacts.more}
        onAll={mayDecide && !isEmpty ? selection.all : undefined}
      >
        {mayDecide && (
          <AddContact
            of={one}
            level={level}
            choosePerson={choosePerson}
            onAdded={(said) => {
              setAdded(said);
              contacts.reload();
            }}
          />
        )}
      </ContactsHead>
      <div aria-live="polite">
        {added && (
          <Band notice tone="green">
            {added}
          </Band>
        )}
      </div>
      <Shown of={contacts.first}>
        {() =>
          isEmpty ? (
            <NoContacts filters={filters} onBelow={() => narrow({ state: 'below' })} />
          ) : (
            <ol class="contact-rows" aria-label={t(level === 1 ? 'cases.f1' : 'cases.f2')}>
              {contacts.rows.map((contact) => (
                <ContactRow
                  key={contact.person.id}
                  contact={contact}
                  isChosen={selection.has(contact.person.id)}
                  onToggle={mayDecide ? (isRange) => selection.toggle(contact.person.id, isRange) : undefined}
                  onWithdraw={mayDecide ? setWithdrawn : undefined}
                />
              ))}
            </ol>
          )
        }
      </Shown>
      {contacts.more && (
        <Button wide onClick={contacts.more}>
          {t('common.more')}
        </Button>
      )}
      <DecideBar
        count={selection.chosen.length}
        deciding={deciding}
        onDecide={(accept, note) => decide(selection.chosen, accept, note)}
        onClear={() => {
          focusRow(selection.chosen.at(-1));
          selection.clear();
        }}
      />
      <WithdrawLink
        link={withdrawn}
        onClose={() => setWithdrawn(undefined)}
        onDone={() => {
          contacts.reload();
          onChanged();
        }}
      />
    </>
  );
};

/** Nobody in the list; what was known at a moment holds no visits, so there is nothing below the threshold to look at. */
const NoContacts = ({ filters: { asOf, ...others }, onBelow }: { filters: Filters; onBelow: () => void }) => {
  const isNarrowed = Object.keys(others).length > 0;
  return (
    <Empty title={t(isNarrowed ? 'cases.noneFiltered' : asOf ? 'cases.noneThen' : 'cases.noContacts')}>
      {!asOf && !others.state && !others.broken && (
        <>
          <p>{t('cases.noContactsText')}</p>
          <Button onClick={onBelow}>{t('cases.seeBelow')}</Button>
        </>
      )}
    </Empty>
  );
};
