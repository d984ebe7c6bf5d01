import { Download } from 'lucide';
import { useState } from 'preact/hooks';
import { Button } from '../../../web/kit/Button.tsx';
import { useAct } from '../../../web/kit/console/act.ts';
import { csvOf, receiptOf, saveFile } from '../../../web/kit/console/csv.ts';
import { Refusal } from '../../../web/kit/console/Shown.tsx';
import { t } from '../../../web/kit/console/text.ts';
import { call, type Venue } from './api.ts';
import { kindWord } from './words.ts';

type Query = NonNullable<Parameters<typeof call<'GET /venues'>>[1]['query']>;

const page = '200';

const cellsOf = (venue: Venue) => [
  venue.name,
  kindWord(venue.kind),
  venue.areaName,
  venue.area,
  venue.address,
  venue.vehicle?.plate,
  venue.code,
  t(venue.state === 'closed' ? 'venues.closed' : 'venues.active'),
  venue.lastVisitOn,
];

/** The list as it is filtered, page by page into one file that ends with its receipt. It names places alone, no person. */
export const SaveList = ({ query }: { query: Query }) => {
  const [count, setCount] = useState(0);
  const save = useAct(async () => {
    const rows: ReturnType<typeof cellsOf>[] = [];
    let after: string | undefined;
    do {
      const slice = await call('GET /venues', { query: { ...query, limit: page, after } });
      rows.push(...slice.items.map(cellsOf));
      setCount(rows.length);
      after = slice.next ?? undefined;
    } while (after);
    const head = (
      ['name', 'kind', 'areaName', 'area', 'address', 'plate', 'code', 'state', 'lastVisitOn'] as const
    ).map((column) => t(`venues.column.${column}`));
    saveFile('dia-diem.csv', csvOf([head, ...rows, [receiptOf(rows.length)]]));
  });
  return (
    <>
      <Button icon={Download} busy={save.isBusy} onClick={() => save.run()}>
        {save.isBusy ? t('venues.saving', { n: count }) : t('common.exportCsv')}
      </Button>
      <Refusal error={save.error} />
    </>
  );
};
