import { openShare, show, store, toggle } from '../shared/linkedin-state.js';
import { scene } from '../shared/picture.js';
import { comments } from './comments.js';
import { emberId, h, hidden, icon, iconButton, spoken } from './dom.js';
import { face, faceLink, profileOf } from './people.js';

const LONG = 260; // characters from which the site cuts
export const urnOf = (post) => `urn:li:activity:${post.linkedinId}`;

const age = (post) => (post.promoted ? spoken('Promoted')
  : [h('span', { 'aria-hidden': 'true' }, `${post.age} • `, icon(post.followersOnly ? 'people-small' : 'globe-americas-small')), hidden(`${post.age} ago`)]);

const degree = (who) =>
  h('span', { class: 'update-components-actor__supplementary-actor-info' }, who.kind === 'company' ? icon('verified-small') : spoken(' • 2nd'));

function actor({ author, ...post }) {
  return h('div', { class: 'update-components-actor__container actor' },
    faceLink(author, 'update-components-actor__image relative'),
    h('div', { class: 'update-components-actor__meta' },
      h('a', { class: 'update-components-actor__meta-link', 'aria-label': `View: ${author.name} ${author.headline}`, target: '_self', href: profileOf(author), 'data-test-app-aware-link': '' },
        h('span', { class: 'update-components-actor__title' },
          h('span', { class: 'update-components-actor__single-line-truncate name' }, h('span', { dir: 'ltr' }, spoken(author.name))), degree(author)),
        h('span', { class: 'update-components-actor__description headline' }, spoken(author.headline))),
      h('span', { class: 'update-components-actor__sub-description headline' }, age(post))));
}

const menu = ({ author, promoted }) =>
  h('div', { class: 'feed-shared-control-menu feed-shared-update-v2__control-menu menu' },
    iconButton('overflow-web-ios-small', { class: 'feed-shared-control-menu__trigger', 'aria-expanded': 'false', 'aria-label': `Open control menu for post by ${author.name}` }),
    !promoted && iconButton('close-small', { class: 'feed-shared-control-menu__hide-post-button', 'aria-label': `Dismiss post by ${author.name}` }));

/** "Nora commented on this": the first profile link of the card, and not the author's. */
const header = ({ author, verb }) =>
  h('div', { class: 'update-components-header header' },
    face(author, true),
    h('span', { class: 'update-components-header__text-view' }, h('a', { href: profileOf(author) }, h('strong', {}, author.name)), ` ${verb}`));

function text(post) {
  const box = h('div', { class: 'feed-shared-inline-show-more-text feed-shared-update-v2__description text', tabindex: '-1' },
    h('div', { class: 'update-components-text relative update-components-update-v2__commentary', dir: 'ltr' },
      h('span', { class: 'break-words tvm-parent-container' }, h('span', { dir: 'ltr' }, post.text))));
  if (post.text.length <= LONG || store.get().expanded[post.token]) return box;
  const more = h('button', { type: 'button', class: 'feed-shared-inline-show-more-text__see-more-less-toggle see-more', 'aria-label': 'see more', onclick: unfold }, '…more');
  function unfold() {
    show('expanded', post.token);
    box.classList.remove('clamped');
    more.remove();
  }
  box.classList.add('clamped');
  box.append(more);
  return box;
}

function repost(post) {
  const choices = h('div', { role: 'menu', class: 'popover', hidden: '' },
    h('div', { role: 'button', tabindex: '0', class: 'artdeco-dropdown__item', onclick: () => { choices.hidden = true; openShare(post); } },
      h('strong', {}, 'Repost with your thoughts'), h('p', {}, 'Write a new post with this one attached')),
    h('div', { role: 'button', tabindex: '0', class: 'artdeco-dropdown__item', onclick: () => { choices.hidden = true; } },
      h('strong', {}, 'Repost'), h('p', {}, 'Bring this post into the feeds of others')));
  return h('div', { class: 'artdeco-dropdown repost' },
    iconButton('repost-small', { class: 'social-reshare-button', 'aria-expanded': 'false', onclick: () => { choices.hidden = !choices.hidden; } }, 'Repost'), choices);
}

function likeButton(post) {
  const isLiked = () => String(Boolean(store.get().liked[post.token]));
  const button = iconButton('thumbs-up-outline-small', { class: 'react-button__trigger', 'aria-pressed': isLiked(), 'aria-label': 'React Like' }, 'Like');
  button.addEventListener('click', () => {
    toggle('liked', post.token);
    button.setAttribute('aria-pressed', isLiked());
  });
  return button;
}

const actions = (post, onComment) =>
  h('div', { class: 'feed-shared-social-action-bar actions' },
    likeButton(post),
    iconButton('comment-small', { class: 'comment-button', 'aria-label': 'Comment', onclick: onComment }, 'Comment'),
    repost(post),
    iconButton('send-privately-small', { class: 'send-privately-button', 'aria-label': 'Send in a private message' }, 'Send'));

/** The post inside a post: on a repost, and as preview in the dialog. */
export const embedded = (post) =>
  h('div', { class: 'feed-shared-update-v2__update-content-wrapper update-components-mini-update-v2 embedded' }, actor(post), text(post));

/** The whole card of a post, without the wrapper that stays when it is occluded. */
export function card(post) {
  const foot = h('div', {});
  const openComments = () => {
    const { node, focus } = comments(post);
    foot.replaceChildren(node);
    return focus;
  };
  const onComment = () => { show('open', post.token); openComments()(); };
  const node = h('div', { class: 'full-height', 'data-view-name': 'feed-full-update', 'data-view-tracking-scope': JSON.stringify([{ breadcrumb: { updateUrn: urnOf(post) } }]) },
    h('div', { class: 'feed-shared-update-v2 full-height relative artdeco-card card', id: emberId(), role: 'article', 'data-urn': urnOf(post) },
      h('h2', { class: 'visually-hidden' }, `Feed post number ${post.number + 1}`),
      post.header && header(post.header),
      h('div', { class: 'actor-row' }, actor(post), menu(post)),
      post.text && text(post),
      post.picture && h('img', { class: 'scene', alt: '', src: scene(post.picture) }),
      post.reposted && embedded(post.reposted),
      h('div', { class: 'social-details-social-counts counts' }, h('p', {}, h('span', { class: 'dot' }), post.likes)),
      h('hr'),
      actions(post, onComment), foot));
  if (store.get().open[post.token]) openComments();
  return node;
}
