import first from '../../../i18n/citizen.vi.json' with { type: 'json' };
import more from '../../../i18n/citizen-screens.vi.json' with { type: 'json' };
import { makeTranslator } from '../i18n.ts';

/** The texts of every screen behind the first, and those of the first: what is loaded with the second part of the app. */
const english = async () => {
  const [one, other] = await Promise.all([
    import('../../../i18n/citizen.en.json'),
    import('../../../i18n/citizen-screens.en.json'),
  ]);
  return { default: { ...one.default, ...other.default } };
};
export const { t, maybe } = makeTranslator({ ...first, ...more }, english);
