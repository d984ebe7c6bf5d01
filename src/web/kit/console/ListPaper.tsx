import { Printer } from 'lucide';
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { Button } from '../Button.tsx';
import { dateTime } from '../format.ts';
import { serverNow } from './now.ts';
import { officer } from './session.ts';
import { t } from './text.ts';

type Props = {
  /** Of the window, and so of the file that a printer makes. */
  name: string;
  heading: string;
  back: { href: string; label: string };
  children: ComponentChildren;
};

/** What is printed: whose it is, and when it was made. */
export const Paper = ({ name, heading, back, children }: Props) => {
  useEffect(() => {
    document.title = `${name} · Lá Chắn`;
  });
  return (
    <main class="paper">
      <p class="no-print row">
        <Button kind="primary" icon={Printer} onClick={() => print()}>
          {t('common.print')}
        </Button>
        <a href={back.href}>{back.label}</a>
      </p>
      <h1>{heading}</h1>
      <p>
        {officer.value?.areaName} · {t('print.madeAt', { time: dateTime(serverNow()) })} · {officer.value?.name}
      </p>
      {children}
    </main>
  );
};

/** A list of people on paper, which says that it holds what is personal. */
export const ListPaper = ({ children, ...paper }: Props) => (
  <Paper {...paper}>
    <p>
      <strong>{t('print.personalData')}</strong>
    </p>
    {children}
  </Paper>
);
