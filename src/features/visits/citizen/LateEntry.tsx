import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { newId } from '../../../core/client.ts';
import { addDays, dayOf, startOfDay } from '../../../core/day.ts';
import { Button } from '../../../web/kit/Button.tsx';
import { useDevice } from '../../../web/kit/citizen/device.ts';
import { Loading, Page } from '../../../web/kit/citizen/Page.tsx';
import { t } from '../../../web/kit/citizen/places-texts.ts';
import { SelectField, TextField } from '../../../web/kit/Field.tsx';
import { useLoaded } from '../../../web/kit/load.ts';
import { longestStay } from '../rules.ts';
import { call } from './api.ts';
import { venueCode } from './code.ts';
import { MomentField } from './MomentField.tsx';
import { keepPlace, type Place, useKnownPlace } from './place.ts';
import type { VisitBody } from './send.ts';
import { Who } from './Who.tsx';

const byCode = 'code';

/** A visit written down afterwards, as long as visits of that day can be kept at all. */
export const LateEntry = () => {
  const { query } = useLocation();
  const found = useLoaded(async (signal) => {
    const { items, keptDays } = await call('GET /visits', { query: { limit: '200' } }, signal);
    const places = new Map(items.map(({ venue }) => [venue.id, venue]));
    return { keptDays, places: [...places.values()] };
  }, []);
  return (
    <Page title={t('late.title')} back="/app/noi-da-den">
      <p>{t('late.lead')}</p>
      <Loading of={found}>{(known) => <Form {...known} code={query.ma ?? ''} />}</Loading>
    </Page>
  );
};

type Where = { code: string } | { venue: string };
type Entry = { people: readonly string[]; where: Where | undefined; from: string | undefined; to: string | undefined };
type Wrong = { people?: string; where?: string; from?: string; to?: string };

const wrongIn = ({ people, where, from, to }: Entry, earliest: Date, keptDays: number): Wrong => {
  const [start, end] = [Date.parse(from ?? ''), Date.parse(to ?? '')];
  const isWithin = start >= earliest.getTime() && start <= Date.now() && end <= Date.now();
  return {
    ...(people.length === 0 && { people: t('visit.nobody') }),
    ...(!where && { where: t('late.whereWrong') }),
    ...(isWithin ? {} : { from: t('late.whenWrong', { n: keptDays }) }),
    ...(isWithin && (end <= start || end - start > longestStay) && { to: t('late.orderWrong') }),
  };
};

const Form = ({ places, keptDays, code }: { places: readonly Place[]; keptDays: number; code: string }) => {
  const { shelf, outbox, members } = useDevice();
  const { route } = useLocation();
  const family = members.value.filter(({ pending }) => !pending);
  const scanned = useKnownPlace(code);
  const choices = scanned ? [scanned, ...places.filter(({ id }) => id !== scanned.id)] : places;
  const [people, setPeople] = useState<readonly string[]>(family.slice(0, 1).map(({ id }) => id));
  const [chosen, setChosen] = useState<string>();
  const [typed, setTyped] = useState(code);
  const [from, setFrom] = useState<string>();
  const [to, setTo] = useState<string>();
  const [wrong, setWrong] = useState<Wrong>({});
  const [busy, setBusy] = useState(false);
  const earliest = startOfDay(addDays(dayOf(new Date()), -keptDays));
  const isTyped = choices.length === 0 || (chosen ?? choices[0]?.id) === byCode;

  const save = async () => {
    const read = venueCode(typed);
    const venue = chosen ?? choices[0]?.id;
    const where: Where | undefined = isTyped ? (read ? { code: read } : undefined) : venue ? { venue } : undefined;
    const found = wrongIn({ people, where, from, to }, earliest, keptDays);
    setWrong(found);
    if (Object.keys(found).length > 0 || !where || !from || !to) return;
    setBusy(true);
    const place = choices.find(({ id }) => 'venue' in where && id === where.venue);
    if (place) await keepPlace(shelf, place.id, place);
    const bodies = people.map(
      (person): VisitBody => ({
        id: newId(),
        ...('code' in where ? { qr: where.code } : { venue: where.venue }),
        visitor: { person },
        in: new Date(from).toISOString(),
        out: new Date(to).toISOString(),
        method: 'self',
      }),
    );
    await outbox.add(
      'visit',
      bodies.map((body) => ({ id: body.id, body })),
    );
    await outbox.settled();
    route('/app/noi-da-den', true);
  };
  return (
    <form
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void save();
      }}
    >
      <Who label={t('late.who')} members={family} chosen={people} onChange={setPeople} />
      {wrong.people && <p role="alert">{wrong.people}</p>}
      {choices.length > 0 && (
        <SelectField
          label={t('late.where')}
          value={chosen ?? choices[0]?.id ?? byCode}
          options={[
            ...choices.map(({ id, name }) => ({ value: id, label: name })),
            { value: byCode, label: t('late.byCode') },
          ]}
          onChange={setChosen}
        />
      )}
      {isTyped && (
        <TextField
          label={t('visit.code')}
          hint={t('visit.codeHint')}
          error={wrong.where}
          value={typed}
          maxLength={400}
          onInput={setTyped}
        />
      )}
      <MomentField
        label={t('late.from')}
        hint={t('late.whenHint', { n: keptDays })}
        error={wrong.from}
        from={earliest.toISOString()}
        value={from}
        onInput={setFrom}
      />
      <MomentField
        label={t('late.to')}
        error={wrong.to}
        from={from ?? earliest.toISOString()}
        value={to}
        onInput={setTo}
      />
      <Button type="submit" kind="primary" wide large busy={busy}>
        {t('late.save')}
      </Button>
    </form>
  );
};
