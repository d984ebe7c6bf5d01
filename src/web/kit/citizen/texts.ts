import vi from '../../../i18n/citizen.vi.json' with { type: 'json' };
import { makeTranslator } from '../i18n.ts';

/** The texts of the first screens: sign-in, home, what stands on every screen. The others are in `more-texts.ts`. */
export const { t, maybe, setLanguage } = makeTranslator(vi, () => import('../../../i18n/citizen.en.json'));
