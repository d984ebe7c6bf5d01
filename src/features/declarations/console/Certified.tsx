import { t } from '../../../web/kit/console/text.ts';

type Props = {
  value: boolean;
  isTried: boolean;
  onChange: (value: boolean) => void;
  /** The form's own words. */
  text: string;
};

/** What the person was told and says to be true. */
export const Certified = ({ value, isTried, onChange, text }: Props) => (
  <>
    <label class="check">
      <input type="checkbox" checked={value} onChange={(event) => onChange(event.currentTarget.checked)} />
      {t('declarations.certified', { text })}
    </label>
    {isTried && !value && (
      <p class="field">
        <span class="error" role="alert">
          {t('declarations.certifyMissing')}
        </span>
      </p>
    )}
  </>
);
