import {
  ArrowLeftRight,
  ChartColumn,
  ClipboardList,
  FilePen,
  FileText,
  FlaskConical,
  HandHelping,
  type IconNode,
  KeyRound,
  Map as MapSign,
  ScrollText,
  Smartphone,
  TriangleAlert,
  UserCog,
  Users,
} from 'lucide';
import type { Summary } from '../../features/verification/console/api.ts';

type Place = {
  name:
    | 'work'
    | 'today'
    | 'people'
    | 'transfers'
    | 'tests'
    | 'handOver'
    | 'declarations'
    | 'declare'
    | 'statistics'
    | 'epidemicAreas'
    | 'areas'
    | 'accounts'
    | 'codes'
    | 'audit';
  href: string;
  icon: IconNode;
  /** Shown to whom the server lets in. */
  verb: string;
  count?: (summary: Summary) => number;
};

/** The places of the console; the first three stand in the bottom bar of a phone. */
export const places: readonly Place[] = [
  {
    name: 'work',
    href: '/console/work',
    icon: ClipboardList,
    verb: 'work.read',
    count: ({ urgent, risk }) => urgent + risk,
  },
  { name: 'today', href: '/console/today', icon: Smartphone, verb: 'work.act' },
  { name: 'people', href: '/console/people', icon: Users, verb: 'person.search' },
  { name: 'declare', href: '/console/declare', icon: FilePen, verb: 'declaration.create' },
  {
    name: 'transfers',
    href: '/console/transfers',
    icon: ArrowLeftRight,
    verb: 'work.read',
    count: (all) => all.transfersWaiting,
  },
  { name: 'tests', href: '/console/tests', icon: FlaskConical, verb: 'test.read', count: (all) => all.testsAwaiting },
  { name: 'declarations', href: '/console/declarations', icon: FileText, verb: 'declaration.read' },
  { name: 'handOver', href: '/console/hand-over', icon: HandHelping, verb: 'work.read', count: (all) => all.checksDue },
  { name: 'statistics', href: '/console/statistics', icon: ChartColumn, verb: 'figure.read' },
  { name: 'epidemicAreas', href: '/console/epidemic-areas', icon: TriangleAlert, verb: 'epidemic_area.write' },
  { name: 'areas', href: '/console/areas', icon: MapSign, verb: 'hamlet.read' },
  { name: 'accounts', href: '/console/accounts', icon: UserCog, verb: 'account.read' },
  { name: 'codes', href: '/console/codes', icon: KeyRound, verb: 'otp.issue' },
  { name: 'audit', href: '/console/audit', icon: ScrollText, verb: 'audit.read' },
];
