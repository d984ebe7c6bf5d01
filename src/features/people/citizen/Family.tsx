import { UserPlus } from 'lucide';
import { LinkButton } from '../../../web/kit/Button.tsx';
import { type Member, useDevice } from '../../../web/kit/citizen/device.ts';
import { t } from '../../../web/kit/citizen/more-texts.ts';
import { Page, Row } from '../../../web/kit/citizen/Page.tsx';

const stateOf = (member: Member): string => {
  if (member.unsent) return t('people.unsent');
  if (member.pending) return t('people.pending');
  return t(member.relation === 'self' ? 'people.self' : 'people.family');
};

export const Family = () => {
  const { members } = useDevice();
  return (
    <Page
      title={t('people.title')}
      back="/"
      action={
        <LinkButton kind="primary" icon={UserPlus} wide large href="/app/nguoi-nha/them">
          {t('people.add')}
        </LinkButton>
      }
    >
      <ul class="rows">
        {members.value.map((member) => (
          <li key={member.id}>
            <Row href={`/app/nguoi-nha/${member.id}`} note={stateOf(member)}>
              {member.fullName}
              {member.birthYear ? `, ${t('people.born', { year: member.birthYear })}` : ''}
            </Row>
          </li>
        ))}
      </ul>
    </Page>
  );
};
