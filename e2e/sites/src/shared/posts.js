// One cast and one list of posts for all dialects, repeated without end.
import data from '../../posts.json';
import { linkedinId, tokenOf, xId } from './ids.js';

export const CHUNK = 10;
export const cast = data.cast;
export const me = cast.amira;
export const news = data.news; // [title, how many read it]

const MADE = 3_000_000; // posts and comments made on the page are numbered from here
let made = 0;

function withIds(comment, number) {
  const replies = (comment.replies ?? []).map((reply, at) => withIds(reply, number + 1 + at));
  return { ...comment, replies, number, id: linkedinId(number), author: cast[comment.by] };
}

function age(number) {
  const hours = 1 + Math.floor(number * 1.7);
  return hours < 24 ? `${hours}h` : `${Math.floor(hours / 24)}d`;
}

function complete(entry, number) {
  return {
    ...entry, number, token: tokenOf(number), linkedinId: linkedinId(number), xId: xId(number),
    author: cast[entry.by], age: age(number),
    header: entry.header && { ...entry.header, author: cast[entry.header.by] },
    comments: entry.comments.map((comment, at) => withIds(comment, 1_000_000 + number * 40 + at * 8)),
  };
}

export const postAt = (number) => complete(data.posts[number % data.posts.length], number);
export const moduleAt = (number) => ({ title: data.modules[number % data.modules.length], token: tokenOf(500_000 + number) });

/** A post or comment that the visitor has just sent. */
export function makePost(text, extra = {}) {
  return { ...complete({ by: 'amira', text, likes: 0, comments: [], ...extra }, MADE + made++), age: 'now' };
}
export const makeComment = (text) => withIds({ by: 'amira', text }, MADE + made++);
