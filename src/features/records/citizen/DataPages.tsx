import { useLocation, useRoute } from 'preact-iso';
import { useDevice } from '../../../web/kit/citizen/device.ts';
import { t } from '../../../web/kit/citizen/more-texts.ts';
import { Page } from '../../../web/kit/citizen/Page.tsx';
import { AskCorrection } from './AskCorrection.tsx';
import { DataPrint } from './DataPrint.tsx';
import { MyData } from './MyData.tsx';
import { Readings } from './Readings.tsx';

/** The screens of one's own data, for oneself and for those of the family whose record one keeps. */
export const DataPages = () => {
  const { screen = '' } = useRoute().params;
  const { query } = useLocation();
  const { members } = useDevice();
  const own = members.value.filter(({ pending, unsent }) => !pending && !unsent);
  const person = own.find(({ id }) => id === query.nguoi) ?? own[0];
  if (!person)
    return (
      <Page title={t('data.title')} back="/app/tai-khoan">
        <p>{t('data.nobody')}</p>
      </Page>
    );
  if (screen === 'ai-da-xem') return <Readings key={person.id} person={person} />;
  if (screen === 'sua') return <AskCorrection key={person.id} person={person} />;
  if (screen === 'in') return <DataPrint key={person.id} person={person} />;
  return <MyData key={person.id} person={person} family={own} />;
};
