import { Pencil } from 'lucide';
import type { ComponentChildren } from 'preact';
import { Button } from '../../../web/kit/Button.tsx';
import { t } from '../../../web/kit/citizen/places-texts.ts';
import { isVehicle, type Step, type VenueForm } from './venue-form.ts';
import { openingWords, vehicleWords, whereWords } from './words.ts';

type Props = { form: VenueForm; edit: (step: Step) => void };

/** Everything in plain words, each with a way back to it. */
export const Review = ({ form, edit }: Props) => (
  <>
    <dl class="review">
      <Part what={t('venues.new.kind')} step="kind" edit={edit}>
        {form.kind && t(`venues.kinds.${form.kind}`)}
      </Part>
      <Part what={t('venues.new.name')} step="place" edit={edit}>
        {form.name}
      </Part>
      {isVehicle(form) && (
        <Part what={t('venues.new.vehicle')} step="place" edit={edit}>
          {vehicleWords(form) || t('venues.new.noPoint')}
        </Part>
      )}
      <Part what={t('venues.new.where')} step="place" edit={edit}>
        {whereWords(form)}
      </Part>
      {!isVehicle(form) && (
        <>
          <Part what={t('venues.new.point')} step="place" edit={edit}>
            {form.point ? t('venues.point.kept') : t('venues.new.noPoint')}
          </Part>
          <Part what={t('venues.new.hours')} step="hours" edit={edit}>
            {openingWords(form.opening).map((line) => (
              <div key={line}>{line}</div>
            ))}
          </Part>
        </>
      )}
    </dl>
    <p class="quiet small">{t('venues.new.owner')}</p>
  </>
);

type PartProps = { what: string; step: Step; edit: Props['edit']; children: ComponentChildren };
const Part = ({ what, step, edit, children }: PartProps) => (
  <div>
    <dt class="quiet small">{what}</dt>
    <dd>{children}</dd>
    <dd>
      <Button kind="plain" icon={Pencil} name={t('venues.new.editOf', { what })} onClick={() => edit(step)}>
        {t('venues.new.edit')}
      </Button>
    </dd>
  </div>
);
