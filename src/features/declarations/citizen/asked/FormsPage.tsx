import { HeartPulse, House, Luggage, PlaneLanding, Route, Thermometer } from 'lucide';
import { useDevice } from '../../../../web/kit/citizen/device.ts';
import { t } from '../../../../web/kit/citizen/more-texts.ts';
import { Loading, Page, Row } from '../../../../web/kit/citizen/Page.tsx';
import { language } from '../../../../web/kit/i18n.ts';
import { useLoaded } from '../../../../web/kit/load.ts';
import { textIn } from '../../answers.ts';
import { formsOf } from './gates.ts';

const icons = {
  general: HeartPulse,
  daily: Thermometer,
  domestic: Route,
  entry: PlaneLanding,
  returnee: House,
} as const;

/** Which form: the ones in force, as the province keeps them. */
export const FormsPage = () => {
  const { shelf } = useDevice();
  const forms = useLoaded((signal) => formsOf(shelf, signal), []);
  return (
    <Page title={t('forms.title')} back="/">
      <Loading of={forms}>
        {(found) => (
          <nav class="rows" aria-label={t('forms.title')}>
            {found.map(({ form, definition }) => (
              <Row
                key={form}
                href={form === 'general' ? '/khai-bao' : `/khai-bao/${form}`}
                icon={icons[form] ?? Luggage}
                note={t(`forms.note.${form}`)}
              >
                {textIn(definition.title, language.value)}
              </Row>
            ))}
            <Row href="/app/suc-khoe" icon={HeartPulse} note={t('forms.historyNote')}>
              {t('forms.history')}
            </Row>
          </nav>
        )}
      </Loading>
    </Page>
  );
};
