import { useContext, useState } from 'preact/hooks';
import { newId } from '../../../core/client.ts';
import { Band } from '../../../web/kit/Band.tsx';
import { Button } from '../../../web/kit/Button.tsx';
import { Scanning } from '../../../web/kit/console/scanning.ts';
import { can } from '../../../web/kit/console/session.ts';
import { t } from '../../../web/kit/console/text.ts';
import { bodyOfWho, WhoFields, type WrittenWho, whoOfCard, wrongOfWho } from '../../../web/kit/console/WhoFields.tsx';
import { takeCarried } from '../../../web/kit/scan/carried.ts';
import { birthYearOf } from '../../people/rules.ts';
import type { DeclaredFor } from './declared-for.ts';

const blank: WrittenWho = { fullName: '', birth: '', sex: '', phone: '' };

/** Whoever may not search the records writes down who stands there, or reads the card: the declaration brings the person. */
export const NewWho = ({ onDone }: { onDone: (person: DeclaredFor) => void }) => {
  const ScanButton = useContext(Scanning);
  const [card, setCard] = useState(takeCarried);
  const [written, setWritten] = useState<WrittenWho>({ ...blank, ...(card && whoOfCard(card)) });
  const [id] = useState(() => newId());
  const [isTried, setTried] = useState(false);
  const wrong = wrongOfWho(written, { needsBirth: true });
  const done = () => {
    setTried(true);
    if (Object.values(wrong).some(Boolean)) return;
    const who = { ...bodyOfWho(written), ...(card?.identity && { identity: card.identity }) };
    onDone({ id, fullName: who.fullName, birthYear: birthYearOf(who), who });
  };
  return (
    <form
      class="card stack"
      aria-label={t('declarations.who')}
      onSubmit={(event) => {
        event.preventDefault();
        done();
      }}
    >
      {can('code.read') && (
        <p>
          <ScanButton
            choose={t('scan.declareFor')}
            onPerson={onDone}
            onFields={(fields) => {
              setCard(fields);
              setWritten({ ...blank, ...whoOfCard(fields) });
            }}
          />
        </p>
      )}
      {card && (
        <Band notice tone="green">
          {t('people.filledFromCard')}
        </Band>
      )}
      <WhoFields
        who={written}
        wrong={wrong}
        isTried={isTried}
        onChange={(change) => setWritten({ ...written, ...change })}
      />
      <Button type="submit" kind="primary">
        {t('declarations.goOn')}
      </Button>
    </form>
  );
};
