import type { Keys } from '../../core/crypto.ts';
import { type Answer, answers } from './rules.ts';

/** Rows from before answers were masked hold them as they are, below this. */
const masked = answers.length;

const shiftOf = (keys: Keys, visit: string): number =>
  keys.hash('visit answer', visit).readUInt32BE(0) % answers.length;

/** An answer as it is stored: whoever was sent to the station must not be seen without the key. */
export const maskAnswer = (keys: Keys, visit: string, answer: Answer): number =>
  masked + ((answers.indexOf(answer) + shiftOf(keys, visit)) % answers.length);

/** The answer that a stored one stands for. */
export const unmaskAnswer = (keys: Keys, { id, answer }: { id: string; answer: number }): Answer => {
  const at = answer < masked ? answer : (answer - masked - shiftOf(keys, id) + answers.length) % answers.length;
  return answers[at] ?? 'declare';
};
