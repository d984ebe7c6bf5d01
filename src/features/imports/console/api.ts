import type { GotReply } from '../../../core/contract.ts';
import { caller } from '../../../web/kit/console/call.ts';
import { figure } from '../../../web/kit/format.ts';
import type { imports } from '../contract.ts';

type Routes = typeof imports;
export const call = caller<Routes>();
export type Import = GotReply<Routes['GET /imports']>['items'][number];
export type Whole = GotReply<Routes['GET /imports/:id']>;
export type Preview = GotReply<Routes['GET /imports/:id/preview']>;
export type Row = GotReply<Routes['GET /imports/:id/rows']>['items'][number];
export type Encoding = NonNullable<Import['encoding']>;

/** `12.345` */
export const count = (n: number): string => figure(n);
