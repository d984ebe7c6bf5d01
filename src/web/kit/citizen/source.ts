import { keptSource, sourceIn, sourceNow } from '../../../features/campaigns/rules.ts';
import { remember, remembered } from '../memory.ts';

const name = 'source';

/** Keeps the code of the poster or link that opened the app, for the declarations of the next two days. */
export const noteSource = (search: string): void => {
  const code = sourceIn(search);
  if (code) remember(name, keptSource(code, Date.now()));
};

/** The code to send with a declaration: `{source}` or nothing. */
export const source = (): { source?: string } => {
  const code = sourceNow(remembered(name), Date.now());
  return code ? { source: code } : {};
};
