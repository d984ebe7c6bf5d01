import { useEffect } from 'preact/hooks';
import { dayOf } from '../../core/day.ts';
import { ClassPanel } from '../../features/cases/console/ClassPanel.tsx';
import { CodePanel } from '../../features/codes/console/CodePanel.tsx';
import { call as callDeclarations, type FullDeclaration } from '../../features/declarations/console/api.ts';
import { DeclarationCard } from '../../features/declarations/console/DeclarationCard.tsx';
import { call as callPeople } from '../../features/people/console/api.ts';
import { EditPerson } from '../../features/people/console/EditPerson.tsx';
import { HealthPanel } from '../../features/people/console/HealthPanel.tsx';
import { MergesPanel } from '../../features/people/console/MergesPanel.tsx';
import { PersonHead } from '../../features/people/console/PersonHead.tsx';
import { ActPanel } from '../../features/verification/console/ActPanel.tsx';
import { call as callWork, type TimelineEntry, type Work } from '../../features/verification/console/api.ts';
import { lastChanged } from '../../features/verification/console/live.ts';
import { SampleForm } from '../../features/verification/console/Tests.tsx';
import { Timeline } from '../../features/verification/console/Timeline.tsx';
import { areaName as nameOfArea } from '../kit/asked/places.ts';
import { Empty, Shown } from '../kit/console/Shown.tsx';
import { can } from '../kit/console/session.ts';
import { t } from '../kit/console/text.ts';
import { useLoaded } from '../kit/load.ts';

type Props = { declaration: string; work: Work | undefined; onDone: (work?: Work) => void };

/** One item of the work-list: the person, what was declared, what can be done, and what was. */
export const DeclarationPanel = ({ declaration: id, work, onDone }: Props) => {
  const declaration = useLoaded(
    (signal) => callDeclarations('GET /declarations/:id', { params: { id } }, signal),
    [id],
  );
  const changed = lastChanged.value;
  useEffect(() => {
    if (changed.declaration === id) declaration.reload();
  }, [changed]);
  if (declaration.state === 'failed' && declaration.error.code === 'record.missing')
    return <Empty title={t('work.gone')} />;
  return (
    <Shown of={declaration}>
      {(found) => (
        <PersonView
          person={found.person.id}
          declaration={found}
          work={work}
          onDone={(done) => {
            declaration.reload();
            onDone(done);
          }}
        />
      )}
    </Shown>
  );
};

/** The days of the newest positive test, which a case would begin with. */
const positiveOf = (timeline: readonly TimelineEntry[] | undefined) => {
  const newest = timeline?.findLast(({ kind, detail }) => kind === 'test' && detail.result === 'positive');
  if (!newest) return undefined;
  const { resultAt } = newest.detail;
  const confirmed = dayOf(new Date(typeof resultAt === 'string' ? resultAt : newest.at));
  return { sampled: dayOf(new Date(newest.at)), confirmed };
};

type ViewProps = {
  person: string;
  declaration: FullDeclaration | undefined;
  work: Work | undefined;
  onDone: (work?: Work) => void;
};

const PersonView = ({ person: id, declaration, work, onDone }: ViewProps) => {
  const person = useLoaded((signal) => callPeople('GET /people/:id', { params: { id } }, signal), [id]);
  const timeline = useLoaded(
    async (signal) => (can('work.read') ? callWork('GET /people/:id/timeline', { params: { id } }, signal) : []),
    [id, declaration],
  );
  const area = person.value?.area;
  const areaName = useLoaded(async () => (area ? nameOfArea(area) : undefined), [area]);
  const done = (after?: Work) => {
    person.reload();
    onDone(after);
    if (!declaration) timeline.reload();
  };
  return (
    <Shown of={person}>
      {(found) => (
        <article class="person stack" aria-label={found.fullName}>
          <PersonHead person={found} areaName={areaName.value} />
          {declaration && <DeclarationCard declaration={declaration} />}
          {declaration && (
            <ActPanel
              target={{
                declaration: declaration.id,
                person: found.fullName,
                area: work?.area ?? declaration.area,
                // The declaration is read again after each act; the row may be a moment behind or ahead of it.
                state: declaration.state,
                takenBy: work?.takenBy,
                transferTo: work?.transferTo,
                check: declaration.check,
              }}
              onDone={done}
            />
          )}
          {can('person.read') && <ClassPanel person={id} positive={positiveOf(timeline.value)} />}
          <Timeline of={timeline} />
          {can('test.write') && <SampleForm person={id} onDone={done} />}
          <HealthPanel person={found} onDone={done} />
          {can('code.issue') && found.health !== 'died' && <CodePanel person={id} name={found.fullName} />}
          {can('person.update') && <EditPerson person={found} onDone={done} />}
          {can('person.merge') && <MergesPanel person={found} onDone={done} />}
        </article>
      )}
    </Shown>
  );
};

/** A person reached by search: the same view, on the newest declaration that is or was an item of work. */
export const PersonPage = ({ id }: { id: string }) => {
  const declarations = useLoaded(
    async (signal) =>
      can('declaration.read')
        ? (await callDeclarations('GET /declarations', { query: { person: id } }, signal)).items
        : [],
    [id],
  );
  const newest =
    declarations.value?.find(({ state, supersededBy }) => state !== null && supersededBy === null) ??
    declarations.value?.[0];
  const full = useLoaded(
    async (signal) => newest && callDeclarations('GET /declarations/:id', { params: { id: newest.id } }, signal),
    [newest?.id],
  );
  return (
    <div class="page narrow stack">
      <Shown of={declarations}>
        {() => <PersonView person={id} declaration={full.value} work={undefined} onDone={full.reload} />}
      </Shown>
      {can('declaration.create') && (
        <p>
          <a href={`/console/declare?person=${id}`}>{t('people.declareFor')}</a>
        </p>
      )}
    </div>
  );
};
