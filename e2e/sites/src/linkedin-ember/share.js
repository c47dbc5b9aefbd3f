// Writing a post: the old modal, inside the open shadow root of #interop-outlet.
import { me } from '../shared/posts.js';
import { SHARE, closeShare, openShare, sendPost, store } from '../shared/linkedin-state.js';
import { embedded } from './card.js';
import { emberId, h, icon, iconButton } from './dom.js';
import { textEditor } from './editor.js';
import { face } from './people.js';

export const startPost = () =>
  h('div', { class: 'share-box-feed-entry__closed-share-box card start' },
    h('div', { class: 'share-box-feed-entry__top-bar start-row' }, face(me),
      h('button', { type: 'button', id: emberId(), class: 'share-box-feed-entry__trigger artdeco-button start-field', 'aria-label': 'Start a post', onclick: () => openShare() }, 'Start a post')),
    h('div', { class: 'start-kinds' }, h('span', {}, icon('image-medium'), 'Photo'), h('span', {}, icon('job-medium'), 'Job'), h('span', {}, icon('content-align-left-medium'), 'Write article')));

function modal(target) {
  const submit = () => {
    const text = editor.model.text().trim();
    if (text) sendPost(text);
  };
  const post = h('button', { type: 'button', id: emberId(), class: 'share-actions__primary-action artdeco-button primary', onclick: submit }, h('span', { class: 'artdeco-button__text' }, 'Post'));
  const editor = textEditor({ key: SHARE, placeholder: 'What do you want to talk about?', onSubmit: submit, onText: (text) => { post.disabled = !text.trim(); } });
  const node = h('div', { class: 'artdeco-modal-overlay', 'data-test-modal-container': '' },
    h('div', { role: 'dialog', 'data-test-modal': '', tabindex: '-1', class: 'artdeco-modal share-box-v2__modal share', 'aria-labelledby': 'share-to-linkedin-modal__header' },
      h('header', {}, face(me), h('div', {}, h('h2', { id: 'share-to-linkedin-modal__header' }, me.name), h('p', {}, 'Post to anyone')),
        iconButton('close-small', { class: 'artdeco-modal__dismiss', 'aria-label': 'Dismiss', onclick: closeShare })),
      h('div', { class: 'share-creation-state__text-editor share-body' }, editor.node, target && embedded(target)),
      h('footer', { class: 'share-box_actions' },
        iconButton('emoji-medium', { 'aria-label': 'Open Emoji Keyboard' }), iconButton('image-medium', { 'aria-label': 'Add media' }),
        h('div', { class: 'share-actions' }, post))));
  return { node, focus: editor.model.focus };
}

/** Keeps the outlet in step with the store; returns the function that mounts an open dialog anew. */
export function shareOutlet(outlet) {
  const root = outlet.attachShadow({ mode: 'open' });
  const place = h('div', {});
  root.append(h('link', { rel: 'stylesheet', href: document.querySelector('link[rel=stylesheet]').href }), place);
  let shown = null;
  const draw = () => {
    shown = store.get().dialog;
    if (!shown) return place.replaceChildren();
    const { node, focus } = modal(shown.target);
    place.replaceChildren(node);
    return focus();
  };
  store.listen(() => store.get().dialog !== shown && draw());
  root.addEventListener('keydown', (event) => event.key === 'Escape' && closeShare());
  return draw;
}
