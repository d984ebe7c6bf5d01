import { UserPlus, Users } from 'lucide';
import { LinkButton } from '../../../../web/kit/Button.tsx';
import { Answer, Checks } from '../../../../web/kit/Choice.tsx';
import { t } from '../../../../web/kit/citizen/more-texts.ts';
import { withPeople } from '../draft.ts';
import { Continue, type QuestionProps } from './Question.tsx';

export const Who = ({ draft, members, answer, keep }: QuestionProps) => (
  <>
    <p class="quiet">{t('declare.who.hint')}</p>
    {members.length > 1 && (
      <Answer
        icon={Users}
        onClick={() =>
          answer(
            withPeople(
              draft,
              members.map(({ id }) => id),
            ),
          )
        }
      >
        {t('declare.who.all', { n: members.length })}
      </Answer>
    )}
    <Checks
      legend={t('declare.who.ask')}
      heard
      options={members.map(({ id, fullName, birthYear }) => ({
        value: id,
        label: fullName,
        note: birthYear ? t('people.born', { year: birthYear }) : undefined,
      }))}
      chosen={draft.people}
      onChange={(people) => keep(withPeople(draft, people))}
    />
    <LinkButton kind="plain" icon={UserPlus} href="/app/nguoi-nha/them">
      {t('declare.who.add')}
    </LinkButton>
    {draft.people.length > 0 && <Continue onClick={() => answer(draft)} />}
  </>
);
