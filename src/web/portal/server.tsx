import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { type AreaPath, parseAreaPath } from '../../core/area.ts';
import type { CodeKind } from '../../core/code.ts';
import type { FocalPoint } from '../../features/areas/portal/FocalPoints.tsx';
import { CodePage, type CodePlace, codeTitle } from '../../features/codes/portal/CodePage.tsx';
import { Guide, type GuideName } from '../../features/declarations/portal/Guide.tsx';
import { type GuidancePage, GuideList, guidePaths, guideTitle } from '../../features/declarations/portal/GuideList.tsx';
import { Prevention } from '../../features/declarations/portal/Prevention.tsx';
import { Triage } from '../../features/declarations/portal/Triage.tsx';
import type { PublicMilestone } from '../../features/investigations/portal/Milestones.tsx';
import type { Place } from '../../features/statistics/portal/AreaForm.tsx';
import { csvOf, type Summary } from '../../features/statistics/portal/series.ts';
import { type Language, type Reader, readerOf } from '../kit/portal/reader.ts';
import { FiguresPage, HomePage, HotlinesPage, MilestonesPage, nameOf } from './pages.tsx';
import { Shell } from './Shell.tsx';

/** What the portal is told: approved figures (undefined: no such area; null: not to be had now) and the provinces. */
export type PortalData = {
  summary: (area: AreaPath) => Promise<Summary | null | undefined>;
  provinces: () => Promise<readonly Place[]>;
  /** Whom to call at an area and above it; undefined: no such area. */
  focalPoints: (area: AreaPath) => Promise<readonly FocalPoint[] | null | undefined>;
  /** Where cases have been, as published, the newest first. */
  milestones: (area: AreaPath) => Promise<readonly PublicMilestone[] | null | undefined>;
};
export type PortalPage = { status: number; type: string; body: string };

type Screen = { status: number; title: string; body: VNode };

const figurePages = { '/portal': HomePage, '/portal/so-lieu': FiguresPage } as const;
const isFigurePage = (path: string): path is keyof typeof figurePages => path in figurePages;

const missing = ({ t }: Reader): Screen => ({
  status: 404,
  title: t.shell.missing.title,
  body: (
    <>
      <h1>{t.shell.missing.title}</h1>
      <p class="lead">{t.shell.missing.text}</p>
    </>
  ),
});

const guidance = (reader: Reader, page: GuidancePage): VNode => {
  if (page === 'prevention') return <Prevention reader={reader} />;
  return page === 'triage' ? <Triage reader={reader} /> : <Guide reader={reader} name={page satisfies GuideName} />;
};

const hotlinesOf = async (data: PortalData, reader: Reader): Promise<Screen> => {
  const [points, provinces] = await Promise.all([data.focalPoints(reader.area), data.provinces()]);
  if (points === undefined) return missing(reader);
  return {
    status: points ? 200 : 503,
    title: reader.t.hotlines.title,
    body: <HotlinesPage reader={reader} points={points ?? []} provinces={provinces} />,
  };
};

const milestonesOf = async (data: PortalData, reader: Reader): Promise<Screen> => {
  const [milestones, provinces] = await Promise.all([data.milestones(reader.area), data.provinces()]);
  if (milestones === undefined) return missing(reader);
  return {
    status: milestones ? 200 : 503,
    title: reader.t.milestones.title,
    body: <MilestonesPage reader={reader} milestones={milestones} provinces={provinces} />,
  };
};

const screenOf = async (data: PortalData, reader: Reader, path: string): Promise<Screen> => {
  const { t } = reader;
  if (path === '/huong-dan') return { status: 200, title: t.guides.title, body: <GuideList reader={reader} /> };
  const page = (Object.keys(guidePaths) as GuidancePage[]).find((name) => guidePaths[name] === path);
  if (page) return { status: 200, title: guideTitle(reader, page), body: guidance(reader, page) };
  if (path === '/portal/duong-day-nong') return hotlinesOf(data, reader);
  if (path === '/portal/noi-da-den') return milestonesOf(data, reader);
  if (!isFigurePage(path)) return missing(reader);
  const [summary, provinces] = await Promise.all([data.summary(reader.area), data.provinces()]);
  if (summary === undefined) return missing(reader);
  const Page = figurePages[path];
  const area = nameOf({ reader, summary, provinces });
  return {
    status: summary ? 200 : 503,
    title: path === '/portal' ? area : `${t.shell.figures}, ${area}`,
    body: <Page reader={reader} summary={summary} provinces={provinces} />,
  };
};

/** Renders the page an address stands for, in the language asked for. */
export const render = async (data: PortalData, url: URL, language: Language): Promise<PortalPage> => {
  const path = url.pathname.replace(/(.)\/$/, '$1');
  const area = parseAreaPath(url.searchParams.get('area') ?? '');
  const reader = readerOf(language, area ?? ('' as AreaPath));
  if (path === '/portal/so-lieu.csv' && area !== undefined) {
    const summary = await data.summary(area);
    if (summary?.figures) return { status: 200, type: 'text/csv; charset=utf-8', body: csvOf(summary) };
  }
  const screen = area === undefined ? missing(reader) : await screenOf(data, reader, path);
  return pageOf(reader, url, screen.status === 404 ? '/portal' : path, screen);
};

const pageOf = (reader: Reader, url: URL, path: string, { status, title, body }: Screen): PortalPage => {
  const html = renderToString(
    <Shell reader={reader} url={url} path={path} title={title}>
      {body}
    </Shell>,
  );
  return { status, type: 'text/html; charset=utf-8', body: `<!doctype html>${html}` };
};

/** What a printed code opens; of a code that was not issued here `kind` is undefined, `place` is that of a venue's code. */
export const renderCode = (
  kind: CodeKind | undefined,
  code: string,
  url: URL,
  language: Language,
  place?: CodePlace,
): PortalPage => {
  const reader = readerOf(language, '' as AreaPath);
  return pageOf(reader, url, `/q/${code}`, {
    status: kind ? 200 : 404,
    title: codeTitle(reader, kind, place),
    body: <CodePage reader={reader} kind={kind} code={code} place={place} />,
  });
};
