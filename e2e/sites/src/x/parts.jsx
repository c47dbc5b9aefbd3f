// Small pieces: avatars, names with their marks, icons.
import { avatar } from '../shared/picture.js';

const paths = {
  reply: 'M4 5h16v11h-8l-5 4v-4H4zM6 7v7h12V7z', retweet: 'M7 4l4 4H8v8h4v2H6V8H3zM17 20l-4-4h3V8h-4V6h6v10h3z',
  like: 'M12 20C5 15 3 12 3 9c0-5 7-6 9-2 2-4 9-3 9 2 0 3-2 6-9 11zm0-2.500c5-3.700 7-6.300 7-8.500 0-3.500-5-4-7-.5C10 5 5 5.500 5 9c0 2.200 2 4.800 7 8.500z',
  views: 'M5 12h2v8H5zM11 5h2v15h-2zM17 9h2v11h-2z', bookmark: 'M6 3h12v18l-6-4-6 4zM8 5v12l4-2.700L16 17V5z', share: 'M12 3l5 5-1.500 1.500L13 7v8h-2V7L8.500 9.500 7 8zM4 14h2v5h12v-5h2v7H4z',
  caret: 'M4 10.500h3v3H4zM10.500 10.500h3v3h-3zM17 10.500h3v3h-3z', close: 'M6 4.500L12 10.500l6-6 1.500 1.500-6 6 6 6-1.500 1.500-6-6-6 6L4.500 18l6-6-6-6z',
  photo: 'M3 5h18v14H3zM5 7v8l4-4 5 5 2-2 3 3V7z', gif: 'M3 5h18v14H3zM5 7v10h14V7zM7 10h4v4H7zM13 10h4v1.500h-2.500V14H13z', poll: 'M4 6h12v3H4zM4 11h16v3H4zM4 16h8v3H4z',
  emoji: 'M12 3a9 9 0 100 18 9 9 0 000-18zm0 2a7 7 0 110 14 7 7 0 010-14zM8 9h2v3H8zM14 9h2v3h-2zM8 14h8c-1.500 4-6.500 4-8 0z', schedule: 'M4 5h16v15H4zM6 9v9h12V9zM11 11h2v3h2v2h-4z',
  disclosure: 'M4 4h16v12H9l-5 4zM6 6v9.500L8 14h10V6zM11 7.500h2V9h-2zM11 10h2v3h-2z', home: 'M12 3l9 8h-2.500v9h-5v-6h-3v6h-5v-9H3z', search: 'M10 3a7 7 0 015.600 11.200l5 5-1.400 1.400-5-5A7 7 0 1110 3zm0 2a5 5 0 100 10 5 5 0 000-10z',
  messages: 'M3 5h18v14H3zM5 7.500V17h14V7.500l-7 5z', profile: 'M12 3a4.500 4.500 0 110 9 4.500 4.500 0 010-9zM4 21c0-9 16-9 16 0z',
};

export const Icon = ({ name }) => <svg viewBox="0 0 24 24" aria-hidden="true" className="icon"><path d={paths[name]} fillRule="evenodd" /></svg>;

export function Tool({ name, label, ...rest }) {
  return <button type="button" role="button" aria-label={label} {...rest}><div dir="ltr"><Icon name={name} /></div></button>;
}

/** Square with the mark of an organisation that pays for it, else round. */
export function Avatar({ who, linked = true }) {
  const shape = who.gold ? { clipPath: 'url("#shape-square")' } : undefined;
  const picture = <div style={shape} className={who.gold ? 'face' : 'face round'}><img alt="" draggable="true" src={avatar(who)} /></div>;
  return (
    <div data-testid={`UserAvatar-Container-${who.handle}`} className="avatar">
      {linked ? <a href={`/${who.handle}`} aria-hidden="true" role="link" tabIndex="-1">{picture}</a> : picture}
    </div>
  );
}

export const Shapes = () => (
  <svg width="0" height="0" aria-hidden="true" className="shapes">
    <defs><clipPath id="shape-square" clipPathUnits="objectBoundingBox"><rect width="1" height="1" rx="0.2" /></clipPath></defs>
  </svg>
);

const BADGE = 'M12 1.500l2.600 2.300 3.400-.6.900 3.300 3.200 1.300-1.200 3.200 1.200 3.200-3.200 1.300-.9 3.300-3.400-.6L12 20.500l-2.600-2.300-3.400.6-.9-3.300-3.200-1.300L3.100 11 1.900 7.800l3.200-1.300.9-3.300 3.400.6z';
const TICK = 'M7.500 11.500l3.200 3.200 5.600-6.200-1.300-1.200-4.400 4.800-1.900-1.900z';

/** The golden badge: two gradients and one known fill, the only language-neutral sign of an organisation. */
export function GoldBadge() {
  return (
    <svg viewBox="0 0 24 24" aria-label="Verified account" role="img" data-testid="icon-verified" className="badge">
      <linearGradient id="gold-a" x1="4" x2="18" y1="2" y2="21" gradientUnits="userSpaceOnUse"><stop offset="0" stopColor="#f4e72a" /><stop offset="1" stopColor="#cd8105" /></linearGradient>
      <linearGradient id="gold-b" x1="5" x2="16" y1="3" y2="19" gradientUnits="userSpaceOnUse"><stop offset="0" stopColor="#f9e87f" /><stop offset="1" stopColor="#e2b719" /></linearGradient>
      <g><path d={BADGE} fill="url(#gold-a)" /><path d={BADGE} fill="url(#gold-b)" /><path d={TICK} fill="#d18800" /></g>
    </svg>
  );
}

/** A quoted post's names are no links. */
export function UserName({ who, linked = true, children }) {
  const Name = linked ? 'a' : 'div';
  const to = linked ? { href: `/${who.handle}`, role: 'link' } : {};
  return (
    <div data-testid="User-Name" className="user-name">
      <Name {...to} className="display-name">
        <div dir="ltr"><span><span>{who.name}</span></span></div>
        {who.gold && <div dir="ltr"><span><GoldBadge /></span></div>}
      </Name>
      <Name {...to} {...(linked && { tabIndex: '-1' })} className="handle"><div dir="ltr"><span>@{who.handle}</span></div></Name>
      {children}
    </div>
  );
}
