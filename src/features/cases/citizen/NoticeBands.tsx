import { MessageCircleWarning } from 'lucide';
import { Band } from '../../../web/kit/Band.tsx';
import { type Member, useDevice } from '../../../web/kit/citizen/device.ts';
import { t } from '../../../web/kit/citizen/places-texts.ts';
import { givenName } from '../../../web/kit/format.ts';
import { useNotice } from './notice.ts';

/** For each of the family whom the station has told something. What it is stands on a page of its own: Home is seen by others. */
export const NoticeBands = () => {
  const { members } = useDevice();
  return (
    <>
      {members.value.map((member) => (
        <NoticeBand key={member.id} member={member} />
      ))}
    </>
  );
};

const NoticeBand = ({ member }: { member: Member }) => {
  const notice = useNotice(member);
  if (!notice.value) return null;
  return (
    <Band
      notice
      tone="amber"
      icon={MessageCircleWarning}
      action={<a href={`/app/thong-bao/${member.id}`}>{t('band.see')}</a>}
    >
      {t('notice.band', { name: givenName(member.fullName) })}
    </Band>
  );
};
