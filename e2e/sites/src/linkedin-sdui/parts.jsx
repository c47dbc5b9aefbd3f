// Small pieces that every card is made of.
import { Fragment } from 'react';
import { avatar } from '../shared/picture.js';
import { iconAttributes, icons } from '../shared/icons.js';

const ORIGIN = 'https://www.linkedin.com';
export const profileOf = ({ kind, slug }) =>
  kind === 'company' ? `${ORIGIN}/company/${slug}/posts/` : `${ORIGIN}/in/${slug}/`;

export function Icon({ id, label }) {
  return <svg {...iconAttributes(id, label)}><path d={icons[id]} fillRule="evenodd" /></svg>;
}

const viewLabel = ({ kind, name }) => (kind === 'company' ? `View company: ${name}` : `View ${name}’s profile`);

function Picture({ who, label }) {
  if (who.noPicture) return <Icon id={`${who.kind}-accent-4`} label={label} />;
  return <img alt={label} src={avatar(who)} />;
}

export function Avatar({ who, small }) {
  return (
    <a tabIndex="0" href={profileOf(who)} className={`avatar ${who.kind}${small ? ' small' : ''}`}>
      <figure><Picture who={who} label={viewLabel(who)} /></figure>
    </a>
  );
}

/** Without a link, as beside one's own comment box. */
export function OwnFace({ who }) {
  return <span className="avatar small"><figure aria-hidden="true"><Picture who={who} label="" /></figure></span>;
}

export function IconButton({ icon, label, children, ...rest }) {
  return (
    <button type="button" aria-label={label} className={children ? 'action' : 'round'} {...rest}>
      <span><Icon id={icon} />{children && <div><span>{children}</span></div>}</span>
    </button>
  );
}

/** What stays of the text: `box` is the same test id for posts and comments. */
/** `to`: where the words lead, as those of a post inside a post do. */
export function TextBox({ text, clamped, onMore, to }) {
  const Around = to ? 'a' : Fragment;
  return (
    <p className={clamped ? 'text clamped' : 'text'}>
      <Around {...(to && { href: to })}>
        <span tabIndex="-1" data-testid="expandable-text-box">
          {text}
          {clamped && (
            <button type="button" aria-hidden="true" data-testid="expandable-text-button" onClick={onMore}>
              <span><span><span>…</span><span> more</span></span></span>
            </button>
          )}
        </span>
      </Around>
    </p>
  );
}
