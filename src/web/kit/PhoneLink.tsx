import { Phone } from 'lucide';
import { type Button, LinkButton } from './Button.tsx';
import { phone } from './format.ts';

type Props = { number: string; name: string; kind?: Parameters<typeof Button>[0]['kind']; large?: boolean };

/** One tap calls: "Gọi Trạm Y tế phường Đông Vệ 0237 3852 111". */
export const PhoneLink = ({ number, name, kind, large }: Props) => (
  <LinkButton href={`tel:${number.replace(/\s/g, '')}`} icon={Phone} kind={kind} large={large} wide>
    <span>
      {name} <span class="unbroken">{phone(number)}</span>
    </span>
  </LinkButton>
);
