import { ClipboardList, FileCheck, MapPin, QrCode, Route, ScanLine, Store, Users } from 'lucide';
import { useState } from 'preact/hooks';
import { Hotline } from '../../features/declarations/citizen/Hotline.tsx';
import { Today } from '../../features/declarations/citizen/Today.tsx';
import { Faces } from '../../features/people/citizen/Faces.tsx';
import { Offers } from '../../features/people/citizen/Offers.tsx';
import { LinkButton } from '../kit/Button.tsx';
import { useDevice } from '../kit/citizen/device.ts';
import { Heading, Row } from '../kit/citizen/Page.tsx';
import { t } from '../kit/citizen/texts.ts';
import { greetingName } from '../kit/format.ts';
import { remember, remembered } from '../kit/memory.ts';
import { keeper } from './device.ts';
import { Beside } from './Later.tsx';

/** Who I am and my family, what is owed today, then the quiet rows and the hot-lines. */
export const Home = () => {
  const members = useDevice().members.value;
  const [face, setFace] = useState(remembered('face'));
  const chosen = members.find(({ id }) => id === face) ?? members[0];
  if (!chosen) return null;
  const choose = (id: string) => {
    remember('face', id);
    setFace(id);
  };
  return (
    <div class="page">
      <Heading>{t('home.hello', { name: greetingName((members[0] ?? chosen).fullName) })}</Heading>
      <Faces members={members} chosen={chosen.id} onChoose={choose} />
      <div class="stack">
        <Offers offers={keeper.me.value?.offers ?? []} />
        <Beside screen="ToldBands" />
        <Beside screen="HereNow" />
        <Today member={chosen} />
        <div class="pair">
          <LinkButton icon={QrCode} href={`/app/ma-qr?nguoi=${chosen.id}`}>
            {t('home.myCode')}
          </LinkButton>
          <LinkButton icon={ScanLine} href="/app/quet">
            {t('home.scan')}
          </LinkButton>
        </div>
        <nav class="rows" aria-label={t('app.home')}>
          <Row href="/khai-bao" icon={ClipboardList} note={t('home.declareNote')}>
            {t('home.declare')}
          </Row>
          <Row href="/khai-bao/mau" icon={Route} note={t('home.otherFormsNote')}>
            {t('home.otherForms')}
          </Row>
          <Row href="/to-khai" icon={FileCheck} note={t('home.mineNote')}>
            {t('home.mine')}
          </Row>
          <Row href="/app/noi-da-den" icon={MapPin}>
            {t('home.visits')}
          </Row>
          <Row href="/app/nguoi-nha" icon={Users}>
            {t('home.family')}
          </Row>
          <Row href="/app/dia-diem" icon={Store}>
            {t('home.venues')}
          </Row>
        </nav>
        <section class="stack tight">
          <h2>{t('areas.hotlines')}</h2>
          <Hotline area={chosen.area} />
          <div class="rows">
            <Row href={`/app/dau-moi?noi=${chosen.area}`}>{t('areas.focal')}</Row>
          </div>
        </section>
      </div>
    </div>
  );
};
