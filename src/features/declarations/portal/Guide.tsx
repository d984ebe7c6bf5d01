import { Quoting } from '../../../web/kit/portal/Quoting.tsx';
import type { Reader } from '../../../web/kit/portal/reader.ts';

type Part = { title: string; steps: readonly string[]; note?: string };
export type GuideName = 'citizen' | 'station' | 'venue';

/** A user guide: numbered parts of numbered steps, one task a part, no part broken over two sheets of paper. */
export const Guide = ({ reader, name }: { reader: Reader; name: GuideName }) => {
  const { title, lead, parts }: { title: string; lead: string; parts: readonly Part[] } = reader.t.guides[name];
  return (
    <>
      <h1>{title}</h1>
      <p class="lead">{lead}</p>
      {parts.map((part, i) => (
        <section key={part.title} class="part">
          <h2>
            {i + 1}. {part.title}
          </h2>
          <ol>
            {part.steps.map((step) => (
              <li key={step}>
                <Quoting reader={reader} text={step} />
              </li>
            ))}
          </ol>
          {part.note && (
            <p class="note">
              <Quoting reader={reader} text={part.note} />
            </p>
          )}
        </section>
      ))}
    </>
  );
};
