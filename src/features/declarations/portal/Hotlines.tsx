import { phone } from '../../../web/kit/format.ts';
import type { Reader } from '../../../web/kit/portal/reader.ts';

const ministry = '19009095';

export const Hotlines = ({ reader }: { reader: Reader }) => {
  const { hotlines } = reader.t.declarations;
  return (
    <section aria-labelledby="hotlines">
      <h2 id="hotlines">{hotlines.title}</h2>
      <ul class="hotlines">
        <li>
          <a class="urgent" href="tel:115">
            <span>{hotlines.emergency}</span> <b>115</b>
          </a>
        </li>
        <li>
          <a href={`tel:${ministry}`}>
            <span>{hotlines.ministry}</span> <b>{phone(ministry).replace(/^(\d{4})(\d{4})$/, '$1 $2')}</b>
          </a>
        </li>
      </ul>
      <p class="quiet small">{hotlines.station}</p>
    </section>
  );
};
