import { formatAreaPath } from '../../../core/area.ts';
import type { Reader } from '../../../web/kit/portal/reader.ts';

export type Place = { path: string; name: string };
type Props = { reader: Reader; action: string; provinces: readonly Place[]; label?: string };

/** Chooses whose figures are shown: a form the browser sends by itself. */
export const AreaForm = ({ reader, action, provinces, label }: Props) => {
  const { area } = reader.t.statistics;
  const chosen = formatAreaPath(reader.area).split('.')[0] ?? '';
  return (
    <form class="area" action={action} method="get">
      {reader.language === 'en' && <input type="hidden" name="lang" value="en" />}
      <label for="area">{label ?? area.label}</label>
      <select id="area" name="area">
        <option value="">{area.nation}</option>
        {provinces.map(({ path, name }) => {
          const value = path.replace(/\.$/, '');
          return (
            <option key={value} value={value} selected={value === chosen}>
              {name}
            </option>
          );
        })}
      </select>
      <button type="submit">{area.show}</button>
    </form>
  );
};
