import type { Question } from '../../answers.ts';
import type { Given } from './answered.ts';
import type { Gate } from './gates.ts';

/** `keep` holds an answer that is not finished, `answer` holds it and leads on. `null` passes a question over. */
export type AskProps = {
  question: Question;
  given: Given | undefined;
  lang: string;
  gates: readonly Gate[];
  keep: (given: Given | undefined) => void;
  answer: (given: Given | null) => void;
};
