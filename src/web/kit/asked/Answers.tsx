import { useLoaded } from '../load.ts';
import { placesOf } from './places.ts';
import { type Asked, answered, questionsOf } from './versions.ts';
import { answerLines, type Places, questionWords, type Words } from './words.ts';

type Props = {
  asked: Asked;
  words: Words;
  /** Of the list: `facts`, `review`. */
  class: string;
  /** What stands elsewhere on the screen already. */
  without?: readonly string[];
};

const asGiven: Places = { area: String, gate: String };

/** What was declared, in the words of the version that was answered. Without a network it is shown as it was sent. */
export const Answers = ({ asked, words, class: name, without = [] }: Props) => {
  const { form, version, at, answers } = asked;
  const loaded = useLoaded(async () => {
    const rows = answered(await questionsOf(asked), answers);
    return { rows, places: await placesOf(rows, answers) };
  }, [form, version, at, answers]);
  if (loaded.state === 'loading' && !loaded.value) return null;
  const { rows, places } = loaded.value ?? { rows: answered([], answers), places: asGiven };
  return (
    <dl class={name}>
      {rows
        .filter(({ id }) => !without.includes(id))
        .map((question) => (
          <div key={question.id}>
            <dt class="quiet small">{questionWords(question, words)}</dt>
            <dd>
              {answerLines(question, answers[question.id], words, places).map((line) => (
                <p key={line}>{line}</p>
              ))}
            </dd>
          </div>
        ))}
    </dl>
  );
};
