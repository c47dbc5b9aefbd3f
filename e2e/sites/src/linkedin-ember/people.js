import { avatar } from '../shared/picture.js';
import { h, icon } from './dom.js';

const ORIGIN = 'https://www.linkedin.com';
export const profileOf = ({ kind, slug }) => (kind === 'company' ? `${ORIGIN}/company/${slug}/posts` : `${ORIGIN}/in/${slug}`);

export const face = (who, small) =>
  h('span', { class: `avatar ${who.kind}${small ? ' small' : ''}` },
    who.noPicture ? icon(`${who.kind}-accent-4`) : h('img', { alt: '', src: avatar(who) }));

/** Avatar as link; `css` is the class by which the site names the place. */
export const faceLink = (who, css, small) =>
  h('a', { class: css, href: profileOf(who), target: '_self', 'aria-label': `View ${who.name}’s graphic link`, 'data-test-app-aware-link': '' }, face(who, small));
