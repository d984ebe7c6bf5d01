import { Download } from 'lucide';
import { CallError } from '../../../core/client.ts';
import { Button } from '../../../web/kit/Button.tsx';
import { useAct } from '../../../web/kit/console/act.ts';
import { saveFile } from '../../../web/kit/console/csv.ts';
import { Refusal } from '../../../web/kit/console/Shown.tsx';
import { t } from '../../../web/kit/console/text.ts';
import { language } from '../../../web/kit/i18n.ts';
import { type Format, formats } from '../contract.ts';
import type { Kind } from '../rules.ts';

/** An empty list with every column that is known, to be filled in. */
export const Template = ({ kind }: { kind: Kind }) => {
  const take = useAct(async (format: Format) => {
    const response = await fetch(`/api/v1/imports/template?kind=${kind}&format=${format}`, {
      headers: { 'accept-language': language.value },
      credentials: 'same-origin',
    }).catch(() => {
      throw new CallError('offline');
    });
    if (!response.ok) throw new CallError('server.failed', await response.json().catch(() => undefined));
    saveFile(`${t('imports.template')} ${t(`imports.kindOf.${kind}`)}.${format}`, await response.blob());
  });
  return (
    <>
      <div class="row wrap">
        <span class="quiet">{t('imports.template')}:</span>
        {formats.toReversed().map((format) => (
          <Button key={format} icon={Download} busy={take.isBusy} onClick={() => take.run(format)}>
            {t(`imports.templateAs.${format}`)}
          </Button>
        ))}
      </div>
      <Refusal error={take.error} />
    </>
  );
};
