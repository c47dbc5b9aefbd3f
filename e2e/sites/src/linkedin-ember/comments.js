import { me } from '../shared/posts.js';
import { sendComment, show, store } from '../shared/linkedin-state.js';
import { emberId, h, icon, iconButton } from './dom.js';
import { textEditor } from './editor.js';
import { face, faceLink, profileOf } from './people.js';

const commentUrn = (post, comment) => `urn:li:comment:(activity:${post.linkedinId},${comment.id})`;
const mention = ({ name, slug }) => [{ insert: name, attributes: { link: `https://www.linkedin.com/in/${slug}` } }, { insert: ' ' }];

/** `answered`: the comment that is replied to; `onSent` gets the new comment's text. */
function commentBox({ post, answered, onSent }) {
  const surface = answered ? 'reply' : 'comment';
  const key = answered ? answered.id : post.token;
  const tail = h('div', { class: 'display-flex align-items-center' });
  const submit = () => {
    const text = editor.model.text().trim();
    if (!text) return;
    sendComment(surface, key, text, (answered ?? post).author.name);
    editor.model.clear();
    onSent();
  };
  const button = h('button', { type: 'button', id: emberId(), class: 'comments-comment-box__submit-button--cr artdeco-button primary', onclick: submit },
    h('span', { class: 'artdeco-button__text' }, answered ? 'Reply' : 'Comment'));
  const editor = textEditor({
    key, onSubmit: submit, first: answered && mention(answered.author),
    placeholder: answered ? 'Add a reply…' : 'Add a comment…',
    onText: (text) => (text.trim() ? tail.append(button) : button.remove()),
  });
  const node = h('div', { class: 'comments-comment-box--cr comment-box', id: emberId(), 'data-scroll-name': 'true' },
    face(me, true),
    h('div', { class: 'display-flex flex-1 comment-column' },
      h('form', { class: 'comments-comment-box__form', onsubmit: (event) => event.preventDefault() },
        h('div', { class: 'comments-comment-texteditor' },
          h('div', { class: 'comment-row' },
            h('div', { class: 'comments-comment-box-comment__text-editor' }, editor.node),
            h('div', { class: 'display-flex comment-tools' },
              iconButton('emoji-medium', { 'aria-label': 'Open Emoji Keyboard', 'aria-expanded': 'false' }),
              iconButton('image-medium', { 'aria-label': 'Add a photo' }))),
          tail))));
  return { node, focus: editor.model.focus };
}

function replyArea(post, comment, list) {
  const area = h('div', { class: 'reply-box' });
  const open = () => {
    const box = commentBox({ post, answered: comment, onSent: () => list.append(commentNode(post, store.get().added[comment.id].at(-1), true)) });
    area.replaceChildren(box.node);
    box.focus();
  };
  return { area, open };
}

function commentNode(post, comment, nested) {
  const { author } = comment;
  const replies = h('div', { class: 'comments-replies-list' });
  const { area, open } = replyArea(post, comment, replies);
  const reply = () => { show('replying', comment.id); open(); };
  replies.append(...[...comment.replies, ...(store.get().added[comment.id] ?? [])].map((each) => commentNode(post, each, true)));
  const node = h('article', { class: `comments-comment-entity comment${nested ? ' comments-comment-entity--reply nested' : ''}`, 'data-id': commentUrn(post, comment), id: emberId(), tabindex: '-1' },
    h('div', { class: 'comment-main' },
      faceLink(author, 'comments-comment-meta__image-link', true),
      h('div', { class: 'bubble' },
        h('div', { class: 'comments-comment-meta__container' },
          h('div', { class: 'comments-comment-meta__actor' },
            h('a', { class: 'comments-comment-meta__description-container', 'aria-label': `View: ${author.name} ${author.headline}`, href: profileOf(author) },
              h('h3', { class: 'comments-comment-meta__description' }, h('span', { class: 'comments-comment-meta__description-title name' }, author.name)),
              h('div', { class: 'comments-comment-meta__description-subtitle headline' }, author.headline)))),
        h('section', { class: 'comments-comment-entity__content' },
          h('span', { class: 'comments-comment-item__main-content text' }, h('div', { class: 'update-components-text relative' }, h('span', { dir: 'ltr' }, comment.text)))),
        h('div', { class: 'comments-comment-social-bar--cr comment-actions' },
          h('button', { type: 'button', 'aria-label': `React Like to ${author.name}’s comment` }, 'Like'),
          h('button', { type: 'button', 'aria-label': `Reply to ${author.name}’s comment`, class: 'comments-comment-social-bar__reply-action-button--cr', onclick: reply }, 'Reply')))),
    replies, area);
  if (store.get().replying[comment.id]) open();
  return node;
}

/** The box and the list below a post; `focus` puts the caret into the box. */
export function comments(post) {
  const list = h('div', { class: 'comments-comment-list__container' });
  const all = [...(store.get().added[post.token] ?? []), ...post.comments];
  list.append(...all.map((comment) => commentNode(post, comment)));
  const box = commentBox({ post, onSent: () => list.prepend(commentNode(post, store.get().added[post.token][0])) });
  const node = h('div', { class: 'feed-shared-update-v2__comments-container display-flex flex-column' },
    box.node,
    all.length > 0 && h('div', { class: 'comments-sort-order-toggle order' }, 'Most relevant ', icon('chevron-up-small')),
    h('div', { class: 'comments-comments-list comments-comments-list--cr comments', id: emberId() }, list));
  return { node, focus: box.focus };
}
