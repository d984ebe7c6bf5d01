import { TriangleAlert } from 'lucide';
import type { ComponentChildren } from 'preact';
import type { CallError } from '../../../core/client.ts';
import { Band } from '../Band.tsx';
import { Loading } from '../Loading.tsx';
import type { Loaded } from '../load.ts';
import { maybe, t } from './text.ts';

/** A loaded part of a screen, with the console's words for loading, offline and failed. */
export const Shown = <T,>({
  of,
  children,
}: {
  of: Loaded<T> & { reload: () => void };
  children: (value: T) => ComponentChildren;
}) => (
  <Loading
    of={of}
    texts={{
      loading: t('common.loading'),
      offline: t('common.offline'),
      failed: t('common.failed'),
      again: t('common.again'),
    }}
  >
    {children}
  </Loading>
);

/** What a refusal says; the server's title comes in the reader's language. */
export const wordsOf = (error: CallError): string =>
  error.code === 'offline' ? t('common.offline') : (error.problem?.title ?? t('common.failed'));

/** Why a write was refused, field by field where the server named fields. */
export const Refusal = ({ error }: { error: CallError | undefined }) =>
  error && (
    <Band notice tone={error.code === 'offline' ? 'amber' : 'red'} icon={TriangleAlert}>
      <span role="alert">{wordsOf(error)}</span>
      {error.problem?.fields && (
        <ul class="small">
          {error.problem.fields.map((field) => (
            <li key={field.path}>
              {maybe(`field.${field.path.split('.').at(-1)}`) ?? field.path}:{' '}
              {maybe(`problem.${field.code}`) ?? field.code}
            </li>
          ))}
        </ul>
      )}
    </Band>
  );

/** Nothing here: said plainly, with what to do next. */
export const Empty = ({ title, children }: { title: string; children?: ComponentChildren }) => (
  <div class="state">
    <p>
      <strong>{title}</strong>
    </p>
    {children}
  </div>
);
