import { signal } from '@preact/signals';
import { chime } from './chime.ts';

export type WorkEvent = { area: string; id: string; declaration: string };

/** Urgent items that came since the officer last looked; the list shows how many and waits to be asked. */
export const urgentNews = signal<readonly WorkEvent[]>([]);
/** Counts up whenever the list should be read again. */
export const changes = signal(0);
/** The declaration that changed last: who looks at it reads it again, and nobody else's file is opened for nothing. */
export const lastChanged = signal<{ declaration: string; turn: number }>({ declaration: '', turn: 0 });
/** `live`: events come at once; `polling`: every half minute, because the stream is closed to us. */
export const connection = signal<'live' | 'polling'>('polling');

/** Counts up when the server says that this account was moved, or has other roles. */
export const rightsChanged = signal(0);

const pollEvery = 30_000;

const onChanged = (event: MessageEvent<string>): WorkEvent => {
  const news = JSON.parse(event.data) as WorkEvent;
  changes.value++;
  lastChanged.value = { declaration: news.declaration, turn: changes.value };
  return news;
};

const onUrgent = (event: MessageEvent<string>): void => {
  const news = onChanged(event);
  if (urgentNews.value.some((each) => each.id === news.id)) return;
  urgentNews.value = [...urgentNews.value, news];
  chime();
};

/** Listens until the returned function is called. EventSource reconnects by itself; what was missed is read by polling. */
export const listen = (): (() => void) => {
  let retry: ReturnType<typeof setTimeout> | undefined;
  let source: EventSource | undefined;
  const open = () => {
    source = new EventSource('/api/v1/work/events');
    source.addEventListener('open', () => {
      connection.value = 'live';
      changes.value++;
    });
    source.addEventListener('urgent', onUrgent);
    source.addEventListener('changed', onChanged);
    source.addEventListener('account', () => rightsChanged.value++);
    source.addEventListener('error', () => {
      connection.value = 'polling';
      // After a refusal (a session that ended, a proxy without streams) EventSource gives up; we ask again later.
      if (source?.readyState === EventSource.CLOSED) retry = setTimeout(open, pollEvery);
    });
  };
  open();
  const poll = setInterval(() => {
    if (connection.value === 'polling' && navigator.onLine) changes.value++;
  }, pollEvery);
  return () => {
    source?.close();
    clearTimeout(retry);
    clearInterval(poll);
  };
};
