import { linkTo, type Reader } from '../../../web/kit/portal/reader.ts';

/** Where each guide and page of guidance stands. */
export const guidePaths = {
  citizen: '/huong-dan/nguoi-dan',
  station: '/huong-dan/tram-y-te',
  venue: '/huong-dan/dia-diem',
  prevention: '/huong-dan/phong-benh',
  triage: '/huong-dan/phan-loai',
} as const;
export type GuidancePage = keyof typeof guidePaths;

export const guideTitle = ({ t }: Reader, page: GuidancePage): string =>
  page === 'prevention' || page === 'triage' ? t.declarations[page].title : t.guides[page].title;

export const GuideLinks = ({ reader, pages }: { reader: Reader; pages: readonly GuidancePage[] }) => (
  <ul class="links">
    {pages.map((page) => (
      <li key={page}>
        <a href={linkTo(reader, guidePaths[page])}>{guideTitle(reader, page)}</a>
        <p class="quiet small">{reader.t.guides.about[page]}</p>
      </li>
    ))}
  </ul>
);

export const GuideList = ({ reader }: { reader: Reader }) => {
  const { guides } = reader.t;
  return (
    <>
      <h1>{guides.title}</h1>
      <p class="lead">{guides.lead}</p>
      <section aria-labelledby="users">
        <h2 id="users">{guides.users}</h2>
        <GuideLinks reader={reader} pages={['citizen', 'station', 'venue']} />
      </section>
      <section aria-labelledby="health">
        <h2 id="health">{guides.health}</h2>
        <GuideLinks reader={reader} pages={['prevention', 'triage']} />
      </section>
    </>
  );
};
