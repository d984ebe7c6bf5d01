import { Printer } from 'lucide';
import { useLocation } from 'preact-iso';
import { client } from '../../../core/client.ts';
import { Button } from '../../../web/kit/Button.tsx';
import { CodeCard } from '../../../web/kit/CodeCard.tsx';
import { type Member, useDevice } from '../../../web/kit/citizen/device.ts';
import { t } from '../../../web/kit/citizen/more-texts.ts';
import { Loading, Page } from '../../../web/kit/citizen/Page.tsx';
import { date, phone } from '../../../web/kit/format.ts';
import { useLoaded } from '../../../web/kit/load.ts';
import type { areas } from '../../areas/contract.ts';
import { useCode } from './code.ts';

const call = client<typeof areas>();

type Station = { name: string; phone: string | null };

/** The card to be printed at home, at a shop or by the station; the app around it does not get on the paper. */
export const CardPage = () => {
  const { members } = useDevice();
  const { query } = useLocation();
  const member = members.value.find(({ id }) => id === query.nguoi) ?? members.value[0];
  if (!member) return null;
  return (
    <Page
      title={t('codes.printTitle', { name: member.fullName })}
      back={`/app/ma-qr?nguoi=${member.id}`}
      action={
        <Button kind="primary" icon={Printer} wide large onClick={() => print()}>
          {t('codes.printNow')}
        </Button>
      }
    >
      <p class="no-print">{t('codes.printHint')}</p>
      <Card member={member} />
    </Page>
  );
};

const Card = ({ member }: { member: Member }) => {
  const { shelf } = useDevice();
  const { fresh, code, isWithdrawn } = useCode(member);
  // The same place where the hot-lines of the first screen keep it.
  const station = useLoaded(
    async (signal) => {
      const found = await call('GET /stations', { query: { area: member.area } }, signal).catch(() => undefined);
      return found ?? (await shelf).get<Station>(`station/${member.area}`);
    },
    [member.area],
  );
  if (isWithdrawn) return <p>{t('codes.withdrawn')}</p>;
  if (!code) return <Loading of={fresh}>{() => null}</Loading>;
  const { name, phone: number } = station.value ?? {};
  return (
    <CodeCard
      url={code.url}
      name={member.fullName}
      station={name ? { name, phone: number ? phone(number) : undefined } : undefined}
      texts={{
        title: t('codes.card.title'),
        qr: t('codes.of', { name: member.fullName }),
        born: member.birthYear ? t('codes.card.born', { year: member.birthYear }) : undefined,
        use: t('codes.card.use'),
        found: t('codes.card.found'),
        issued: t('codes.card.issued', { date: date(code.issuedAt) }),
      }}
    />
  );
};
