// The timeline's state, the address, and all that a visitor can do.
import { CHUNK, makePost, postAt } from '../shared/posts.js';
import { numberOf, xId } from '../shared/ids.js';
import { noteSent } from '../shared/page.js';
import { changed, createStore } from '../shared/store.js';

const COMPOSE = '/compose/post';
const FIRST_COMMENT = 1_000_000; // see posts.js: how comments are numbered

export const store = createStore({
  count: CHUNK, // posts of the endless timeline that are loaded
  made: [], // posts sent here, newest first
  replies: {}, // status id -> replies sent here
  drafts: {}, // key of an editor -> its plain text
  liked: {},
  path: location.pathname, // the page behind a dialog
  dialog: null, // null, or {surface: post | reply | repost, target}
  toast: null,
  generation: 0,
});

/** A comment of posts.json in the shape of a post: on X a reply is a post too. */
const asPost = (comment, age) => ({ ...comment, xId: xId(comment.number), age, likes: 3, comments: comment.replies });

export const repliesTo = (post) =>
  [...(store.get().replies[post.xId] ?? []), ...post.comments.map((comment) => asPost(comment, post.age))];

/** The post behind a status id, whether it is in the timeline, a reply, or was sent here. */
export function findPost(id) {
  const number = numberOf(id);
  const sent = [...store.get().made, ...Object.values(store.get().replies).flat()].find((post) => post.xId === id);
  if (sent || number < FIRST_COMMENT) return sent ?? postAt(number);
  const parent = postAt(Math.floor((number - FIRST_COMMENT) / 40));
  return parent.comments.flatMap((each) => [each, ...each.replies]).map((each) => asPost(each, parent.age)).find((post) => post.xId === id);
}

export const keepDraft = (key, text) => store.set({ drafts: changed(store.get().drafts, { [key]: text || undefined }) });
export const like = (id) => store.set({ liked: changed(store.get().liked, { [id]: !store.get().liked[id] || undefined }) });
export const loadMore = () => store.set({ count: store.get().count + CHUNK });
export const remount = () => store.set({ generation: store.get().generation + 1 });

export function go(path) {
  history.pushState(null, '', path);
  store.set({ path, dialog: null });
  scrollTo(0, 0);
}

export function openComposer(surface = 'post', target = null, text = '') {
  keepDraft('dialog', text);
  keepDraft('dialog 1', '');
  history.pushState(null, '', COMPOSE);
  store.set({ dialog: { surface, target }, toast: null });
}

export function closeComposer() {
  history.replaceState(null, '', store.get().path);
  store.set({ dialog: null });
}

/** `target` is the post that is answered or quoted. */
export function send(surface, text, target) {
  noteSent(surface, text, target?.author.name ?? null);
  const post = makePost(text, { quoted: surface === 'repost' ? target : undefined });
  const { made, replies } = store.get();
  const place = surface === 'reply' ? { replies: { ...replies, [target.xId]: [post, ...(replies[target.xId] ?? [])] } } : { made: [post, ...made] };
  store.set({ ...place, toast: post });
}

addEventListener('popstate', () => {
  if (location.pathname === COMPOSE) closeComposer();
  else store.set({ path: location.pathname, dialog: null });
});
