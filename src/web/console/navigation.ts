import {
  Activity,
  ArrowLeftRight,
  BellRing,
  Biohazard,
  ChartColumn,
  ClipboardList,
  Combine,
  DoorOpen,
  FilePen,
  FilePenLine,
  FileText,
  FileUp,
  FlaskConical,
  HandHelping,
  Headset,
  House,
  type IconNode,
  Inbox,
  KeyRound,
  LifeBuoy,
  Map as MapSign,
  Megaphone,
  MessageSquareWarning,
  PhoneCall,
  PlaneLanding,
  Route,
  ScanLine,
  ScrollText,
  ShieldCheck,
  Siren,
  Smartphone,
  Store,
  TriangleAlert,
  UserCog,
  Users,
  Waypoints,
} from 'lucide';
import { lateContacts } from '../../features/followup/console/late.ts';
import { waitingCorrections } from '../../features/records/console/waiting.ts';
import type { Summary } from '../../features/verification/console/api.ts';
import { alertsToday } from '../../features/visits/console/doors.ts';

type Place = {
  name:
    | 'work'
    | 'today'
    | 'people'
    | 'scan'
    | 'check'
    | 'entries'
    | 'travels'
    | 'arrivals'
    | 'gates'
    | 'hotline'
    | 'venues'
    | 'doorAlerts'
    | 'duplicates'
    | 'corrections'
    | 'transfers'
    | 'tests'
    | 'handOver'
    | 'cases'
    | 'notices'
    | 'declarations'
    | 'imports'
    | 'declare'
    | 'statistics'
    | 'lagging'
    | 'reminders'
    | 'alarms'
    | 'campaigns'
    | 'contacts'
    | 'backward'
    | 'epidemicAreas'
    | 'areas'
    | 'accounts'
    | 'codes'
    | 'problemQueue'
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
  { name: 'scan', href: '/console/scan', icon: ScanLine, verb: 'code.read' },
  { name: 'declare', href: '/console/declare', icon: FilePen, verb: 'declaration.create' },
  {
    name: 'transfers',
    href: '/console/transfers',
    icon: ArrowLeftRight,
    verb: 'work.read',
    count: (all) => all.transfersWaiting,
  },
  { name: 'tests', href: '/console/tests', icon: FlaskConical, verb: 'test.read', count: (all) => all.testsAwaiting },
  { name: 'cases', href: '/console/cases', icon: Biohazard, verb: 'case.read' },
  { name: 'notices', href: '/console/notices', icon: MessageSquareWarning, verb: 'case.read' },
  {
    name: 'contacts',
    href: '/console/contacts',
    icon: PhoneCall,
    verb: 'contact.work',
    count: () => lateContacts.value,
  },
  { name: 'declarations', href: '/console/declarations', icon: FileText, verb: 'declaration.read' },
  { name: 'imports', href: '/console/imports', icon: FileUp, verb: 'import.write' },
  { name: 'duplicates', href: '/console/duplicates', icon: Combine, verb: 'person.merge' },
  {
    name: 'corrections',
    href: '/console/corrections',
    icon: FilePenLine,
    verb: 'correction.decide',
    count: () => waitingCorrections.value,
  },
  { name: 'handOver', href: '/console/hand-over', icon: HandHelping, verb: 'work.read', count: (all) => all.checksDue },
  {
    name: 'doorAlerts',
    href: '/console/door-alerts',
    icon: Siren,
    verb: 'work.act',
    count: () => alertsToday.value,
  },
  { name: 'hotline', href: '/console/hotline', icon: Headset, verb: 'work.act' },
  { name: 'check', href: '/console/check', icon: ShieldCheck, verb: 'pass.check' },
  { name: 'entries', href: '/console/entries', icon: PlaneLanding, verb: 'entry.confirm' },
  { name: 'arrivals', href: '/console/arrivals', icon: House, verb: 'arrival.read' },
  { name: 'travels', href: '/console/travels', icon: Route, verb: 'travel.read' },
  { name: 'gates', href: '/console/gates', icon: DoorOpen, verb: 'gate.write' },
  { name: 'venues', href: '/console/venues', icon: Store, verb: 'venue.read' },
  { name: 'reminders', href: '/console/reminders', icon: Inbox, verb: 'reminder.read' },
  { name: 'statistics', href: '/console/statistics', icon: ChartColumn, verb: 'figure.read' },
  { name: 'lagging', href: '/console/lagging', icon: BellRing, verb: 'work.count' },
  { name: 'alarms', href: '/console/alarms', icon: Activity, verb: 'alarm.read' },
  { name: 'campaigns', href: '/console/campaigns', icon: Megaphone, verb: 'campaign.read' },
  { name: 'backward', href: '/console/backward', icon: Waypoints, verb: 'case.read' },
  { name: 'epidemicAreas', href: '/console/epidemic-areas', icon: TriangleAlert, verb: 'epidemic_area.write' },
  { name: 'areas', href: '/console/areas', icon: MapSign, verb: 'hamlet.read' },
  { name: 'accounts', href: '/console/accounts', icon: UserCog, verb: 'account.read' },
  { name: 'codes', href: '/console/codes', icon: KeyRound, verb: 'otp.issue' },
  { name: 'problemQueue', href: '/console/problem-queue', icon: LifeBuoy, verb: 'problem.answer' },
  { name: 'audit', href: '/console/audit', icon: ScrollText, verb: 'audit.read' },
];
