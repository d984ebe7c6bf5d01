import type { ComponentType } from 'preact';
import { useLocation } from 'preact-iso';

type Query = Record<string, string>;
type Go = (url: string) => void;
/** What the router gives to a screen. */
export type Routed = { query: Query; params: Query };
export type Screen = readonly [path: string, component: ComponentType<Routed>];

/** A screen whose filters stand in the address: another filter is no step that the back button goes through. */
export const filtered =
  (Page: ComponentType<{ query: Query; go: Go }>) =>
  ({ query }: Routed) => {
    const { route } = useLocation();
    return <Page query={query} go={(url) => route(url, true)} />;
  };

/** A screen that leads on to others. */
export const leading =
  (Page: ComponentType<{ query: Query; go: Go }>) =>
  ({ query }: Routed) => {
    const { route } = useLocation();
    return <Page query={query} go={route} />;
  };

/** A screen of one record, made anew for another one. */
export const ofOne =
  (Page: ComponentType<{ id: string }>) =>
  ({ params: { id = '' } }: Routed) => <Page key={id} id={id} />;
