import vi from '../../../i18n/console.vi.json' with { type: 'json' };
import { makeTranslator, type TextKey } from '../i18n.ts';

/** The console's words: `t('work.due')`; `maybe` takes a code that came from the server. */
export const { t, maybe, setLanguage } = makeTranslator(
  vi,
  () => import('../../../i18n/console.en.json', { with: { type: 'json' } }),
);
export type ConsoleText = TextKey<typeof vi>;

/** Options of a select from codes and the place of their words: `options(channels, 'act.channelOf')`. */
export const options = <V extends string>(codes: readonly V[], under: string): { value: V; label: string }[] =>
  codes.map((value) => ({ value, label: maybe(`${under}.${value}`) ?? value }));

/** The words of the kit's area picker, under a label of the screen's own. */
export const areaTexts = (label: string) => ({
  label,
  hint: t('areas.searchHint'),
  change: t('areas.change'),
  none: t('areas.none'),
  failed: t('common.offline'),
});
