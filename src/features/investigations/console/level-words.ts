import { t } from '../../../web/kit/console/text.ts';
import type { Link } from './chain-model.ts';

export type Sign = Pick<Link, 'level' | 'isEnded'>;

/** What a sign says, in a word or two: `F1`, `F1, đã hết`. */
export const levelWords = ({ level, isEnded }: Sign): string =>
  isEnded
    ? t(level === 'F0' ? 'chain.closedLevel' : 'chain.endedLevel', { level })
    : level === 'waiting' || level === 'none'
      ? t(`chain.${level}`)
      : level;
/** The same at length. */
export const levelText = (of: Sign): string => (of.isEnded ? levelWords(of) : t(`chain.levelOf.${of.level}`));
