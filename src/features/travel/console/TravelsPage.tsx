import { useState } from 'preact/hooks';
import { Level } from '../../../web/kit/console/Level.tsx';
import { Page } from '../../../web/kit/console/Page.tsx';
import { Paged } from '../../../web/kit/console/Paged.tsx';
import { usePages } from '../../../web/kit/console/pages.ts';
import { maybe, t } from '../../../web/kit/console/text.ts';
import { age } from '../../../web/kit/console/words.ts';
import { DateInput } from '../../../web/kit/DateInput.tsx';
import { SelectField } from '../../../web/kit/Field.tsx';
import { dateTime } from '../../../web/kit/format.ts';
import { call, type Pass } from './api.ts';
import { RevokePass } from './RevokePass.tsx';

/** The server counts no further. */
const mostCounted = 1000;
const many = (n: number): string => (n >= mostCounted ? `${mostCounted}+` : String(n));

/** Who comes into the own area, and who leaves it, by domestic declarations and their passes. */
export const TravelsPage = () => {
  const [direction, setDirection] = useState<'arriving' | 'leaving'>('arriving');
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const passes = usePages(
    (after, signal) =>
      call('GET /travels', { query: { after, direction, ...(from && { from }), ...(to && { to }) } }, signal),
    [direction, from, to],
  );
  return (
    <Page title={t('travels.title')} text={t('travels.lead')}>
      <div class="filter-grid">
        <SelectField
          label={t('travels.direction')}
          value={direction}
          onChange={(way) => setDirection(way as typeof direction)}
          options={[
            { value: 'arriving', label: t('travels.arriving') },
            { value: 'leaving', label: t('travels.leaving') },
          ]}
        />
        <DateInput label={t('common.from')} value={from} onInput={setFrom} />
        <DateInput label={t('common.to')} value={to} onInput={setTo} />
      </div>
      {passes.first.value?.today != null && (
        <p role="status">
          <strong>{t(`travels.today.${direction}`, { n: many(passes.first.value.today) })}</strong>
        </p>
      )}
      <Paged of={passes} empty={t('travels.empty')}>
        {(items) => (
          <ul class="cards">
            {items.map((pass) => (
              <PassCard key={pass.id ?? pass.declaration} pass={pass} />
            ))}
          </ul>
        )}
      </Paged>
    </Page>
  );
};

const PassCard = ({ pass: given }: { pass: Pass }) => {
  const [revoked, setRevoked] = useState<Pass>();
  const pass = revoked ?? given;
  const { person } = pass;
  return (
    <li class="card stack tight">
      <p class="row wrap">
        <Level of={pass.level} />
        <a href={`/console/people/${person.id}`}>
          <strong>{person.fullName}</strong>
        </a>
        <span class="quiet">{age(person.birthYear)}</span>
        <span class="tag">{t(`travels.stateOf.${pass.state}`)}</span>
      </p>
      <p>{t('post.route', { from: pass.fromName, to: pass.toName })}</p>
      <p class="quiet">
        {[
          maybe(`travels.vehicleOf.${pass.vehicle}`),
          pass.trip,
          pass.seat,
          pass.id
            ? t('travels.valid', { from: dateTime(pass.validFrom), until: dateTime(pass.validUntil) })
            : t('travels.departs', { at: dateTime(pass.validFrom) }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <div class="row wrap">
        <RevokePass pass={pass} onDone={setRevoked} />
      </div>
    </li>
  );
};
