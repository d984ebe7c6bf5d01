import { encode } from 'uqr';

/** Light modules around the code, which readers need to find it (ISO/IEC 18004). */
const quiet = 4;

/** A QR code, dark on white by day and by night. Its size is that of the box it stands in. */
export const Qr = ({ text, name }: { text: string; name: string }) => {
  const { data, size } = encode(text, { ecc: 'M', border: quiet });
  const path = data.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : ''))).join('');
  return (
    <svg class="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={name} shape-rendering="crispEdges">
      <path fill="#fff" d={`M0 0h${size}v${size}H0z`} />
      <path fill="#000" d={path} />
    </svg>
  );
};
