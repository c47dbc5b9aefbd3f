// The state of the LinkedIn feed, in both dialects, and all that a visitor can do to it.
import { CHUNK, makeComment, makePost } from './posts.js';
import { noteSent } from './page.js';
import { changed, createStore } from './store.js';

export const SHARE = 'share';

export const store = createStore({
  count: CHUNK, // posts of the endless feed that are loaded
  made: [], // posts sent here, newest first
  open: {}, // token of a post -> its comments are shown
  replying: {}, // id of a comment -> its reply box is open
  drafts: {}, // key of an editor -> {content, text}
  added: {}, // token of a post or id of a comment -> comments sent here
  expanded: {}, // token of a post -> "more" was pressed
  liked: {},
  dialog: null, // null, or {target}: the post that is reposted, null for a post of one's own
  toast: null,
  generation: 0,
});

const patchOf = (name, key, value) => ({ [name]: changed(store.get()[name], { [key]: value }) });

export const keepDraft = (key, draft) => store.set(patchOf('drafts', key, draft));
export const toggle = (name, key) => store.set(patchOf(name, key, !store.get()[name][key] || undefined));
export const show = (name, key) => store.set(patchOf(name, key, true));
export const loadMore = () => store.set({ count: store.get().count + CHUNK });
export const remount = () => store.set({ generation: store.get().generation + 1 });

/** `surface` is comment or reply; `key` is the token or comment id under which it appears. */
export function sendComment(surface, key, text, to) {
  noteSent(surface, text, to);
  const known = store.get().added[key] ?? [];
  store.set({ ...patchOf('added', key, surface === 'comment' ? [makeComment(text), ...known] : [...known, makeComment(text)]) });
}

export const openShare = (target = null, draft = undefined) =>
  store.set({ dialog: { target }, ...patchOf('drafts', SHARE, draft), toast: null });
export const closeShare = () => store.set({ dialog: null });

export function sendPost(text) {
  const { target } = store.get().dialog;
  noteSent(target ? 'repost' : 'post', text, target?.author.name ?? null);
  const post = makePost(text, { reposted: target });
  store.set({ dialog: null, made: [post, ...store.get().made], toast: post, ...patchOf('drafts', SHARE, undefined) });
}
