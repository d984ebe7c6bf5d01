import type { ComponentChildren } from 'preact';
import { fill, linkTo, type Reader } from '../kit/portal/reader.ts';
import { css } from './style.ts';

const icon =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E%3Cpath fill='%230b6b4f' d='M16 2 4 6v9c0 8 5 13 12 15 7-2 12-7 12-15V6z'/%3E%3C/svg%3E";

type Props = { reader: Reader; url: URL; path: string; title: string; children: ComponentChildren };

const Sign = () => (
  <svg class="sign" viewBox="0 0 32 32" aria-hidden="true">
    <path d="M16 2 4 6v9c0 8 5 13 12 15 7-2 12-7 12-15V6z" />
  </svg>
);

/** A whole page. Its only style is inside it, and it has no script: one answer is all a reader waits for. */
export const Shell = ({ reader, url, path, title, children }: Props) => {
  const { language, t } = reader;
  const other: Reader = { ...reader, language: language === 'vi' ? 'en' : 'vi' };
  const places = [
    ['/portal', t.shell.home],
    ['/portal/so-lieu', t.shell.figures],
    ['/portal/noi-da-den', t.milestones.nav],
    ['/huong-dan', t.shell.guides],
  ] as const;
  return (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="description" content={t.shell.tagline} />
        <title>{`${title} · ${t.shell.brand}`}</title>
        <link rel="icon" href={icon} />
        <style dangerouslySetInnerHTML={{ __html: css }} />
      </head>
      <body>
        <a class="skip" href="#main">
          {t.shell.skip}
        </a>
        <header>
          <a class="brand" href={linkTo(reader, '/portal')}>
            <Sign /> {t.shell.brand}
          </a>
          <nav aria-label={t.shell.nav}>
            {places.map(([place, name]) => (
              <a key={place} href={linkTo(reader, place)} aria-current={place === path ? 'page' : undefined}>
                {name}
              </a>
            ))}
          </nav>
          <a class="language" lang={other.language} hreflang={other.language} href={linkTo(other, path)}>
            {other.language === 'vi' ? 'Tiếng Việt' : 'English'}
          </a>
          <a class="declare" href="/">
            {t.shell.declare}
          </a>
        </header>
        <main id="main">{children}</main>
        <footer>
          <p>{t.shell.footer}</p>
          <p class="screen">
            <a href="/api/v1/docs">{t.shell.api}</a> <a href="/console">{t.shell.officers}</a>
          </p>
          <p class="paper">{fill(t.shell.printed, { url: `${url.host}${linkTo(reader, path)}` })}</p>
        </footer>
      </body>
    </html>
  );
};
