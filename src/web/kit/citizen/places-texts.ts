import first from '../../../i18n/citizen.vi.json' with { type: 'json' };
import more from '../../../i18n/citizen-places.vi.json' with { type: 'json' };
import { makeTranslator } from '../i18n.ts';

/** The texts of visits and places, and those of the first screens: what is loaded with that part of the app. */
const english = async () => {
  const [one, other] = await Promise.all([
    import('../../../i18n/citizen.en.json'),
    import('../../../i18n/citizen-places.en.json'),
  ]);
  return { default: { ...one.default, ...other.default } };
};
export const { t, maybe } = makeTranslator({ ...first, ...more }, english);
