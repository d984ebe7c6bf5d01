import './code-card.css';
import { Qr } from './Qr.tsx';

export type CodeCardTexts = {
  title: string;
  /** What the picture is, for who cannot see it. */
  qr: string;
  born: string | undefined;
  use: string;
  found: string;
  issued: string;
};

type Props = {
  url: string;
  name: string;
  station: { name: string; phone: string | undefined } | undefined;
  texts: CodeCardTexts;
};

/** A person's card, A6 upright, the code 56 mm wide. The page it stands on is made for it while it is shown. */
export const CodeCard = ({ url, name, station, texts }: Props) => (
  <article class="code-card">
    <style>{'@page { size: 105mm 148mm; margin: 0; }'}</style>
    <p class="code-card-title">{texts.title}</p>
    <Qr text={url} name={texts.qr} />
    <p class="code-card-name">{name}</p>
    {texts.born && <p>{texts.born}</p>}
    <p class="code-card-use">{texts.use}</p>
    <footer>
      {station && (
        <p>
          <strong>{station.name}</strong> {station.phone && <span class="unbroken">☎ {station.phone}</span>}
        </p>
      )}
      <p>{texts.found}</p>
      <p>{texts.issued}</p>
    </footer>
  </article>
);
