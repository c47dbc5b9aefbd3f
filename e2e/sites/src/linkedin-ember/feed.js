// The endless list. A wrapper stays for each post; its body is taken out of the document ("occluded") far from the window.
import { CHUNK, postAt } from '../shared/posts.js';
import { loadMore, store } from '../shared/linkedin-state.js';
import { card, urnOf } from './card.js';
import { emberId, h } from './dom.js';

const posts = new WeakMap(); // wrapper -> its post

const near = new IntersectionObserver((entries) => entries.forEach(({ target, isIntersecting }) =>
  (isIntersecting ? fill(target) : occlude(target))), { rootMargin: '1400px 0px' });

const isFilled = (wrapper) => Boolean(wrapper.querySelector('.feed-shared-update-v2'));
const draw = (wrapper) => wrapper.replaceChildren(h('div', { id: emberId(), class: 'ember-view occludable-update' }, card(posts.get(wrapper))));

function fill(wrapper) {
  if (isFilled(wrapper)) return;
  draw(wrapper);
  wrapper.style.minHeight = '';
}

function occlude(wrapper) {
  if (isFilled(wrapper)) wrapper.style.minHeight = `${wrapper.offsetHeight}px`;
  wrapper.replaceChildren(h('div', { id: emberId(), class: 'ember-view occludable-update-hint occludable-update' }));
}

// Some wrappers stand for two posts, of which one is shown.
const wrapperId = (post) => (post.number % 7 === 6 ? `urn:li:aggregate:(${urnOf(post)},${urnOf(postAt(post.number + 500))})` : urnOf(post));

function wrap(post) {
  const wrapper = h('div', { class: 'relative feed-item', 'data-id': wrapperId(post), 'data-finite-scroll-hotkey-item': post.number });
  posts.set(wrapper, post);
  near.observe(wrapper);
  return wrapper;
}

/** The list's node; it fills itself while the visitor scrolls, and takes in what is posted. */
export function feed() {
  const list = h('div', { class: 'scaffold-finite-scroll__content feed-list', 'data-finite-scroll-hotkey-context': 'FEED' });
  const end = h('div', { class: 'feed-end' }, 'Loading more posts');
  const append = (from) => list.append(...Array.from({ length: CHUNK }, (_, at) => wrap(postAt(from + at))));
  const ending = new IntersectionObserver((entries) => {
    if (!entries.at(-1).isIntersecting) return; // a busy browser tells of several changes at once
    append(store.get().count);
    loadMore();
    ending.unobserve(end); // observed anew, it speaks again where the end is still in sight
    ending.observe(end);
  }, { rootMargin: '800px 0px' });
  append(0);
  ending.observe(end);
  let known = 0;
  store.listen(() => {
    for (; known < store.get().made.length; known++) list.prepend(wrap(store.get().made.at(-1 - known)));
  });
  return h('div', { class: 'scaffold-finite-scroll scaffold-finite-scroll--infinite' }, list, end);
}

/** Every rendered card is replaced by a new one. */
export const redrawAll = () => document.querySelectorAll('.feed-item').forEach((wrapper) => isFilled(wrapper) && draw(wrapper));
