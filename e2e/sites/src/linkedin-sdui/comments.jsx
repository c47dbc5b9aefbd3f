import { useRef } from 'react';
import { mentioning } from '../editors/tiptap.js';
import { me } from '../shared/posts.js';
import { useStore } from '../shared/store.js';
import { commentUrn, packedUrn } from '../shared/urn.js';
import { TextEditor } from './editor.jsx';
import { Avatar, IconButton, OwnFace, TextBox, profileOf } from './parts.jsx';
import { sendComment, show, store } from '../shared/linkedin-state.js';

export const feedType = (post) => `${post.token}FeedType_MAIN_FEED_RELEVANCE`;

/** `answered` is the comment that is replied to, absent for a comment on the post itself. */
function CommentBox({ post, answered }) {
  const { drafts } = useStore(store);
  const model = useRef(null);
  const key = answered ? answered.id : post.token;
  const surface = answered ? 'reply' : 'comment';
  const submit = () => {
    const text = model.current.text().trim();
    if (!text) return;
    sendComment(surface, key, text, (answered ?? post).author.name);
    model.current.clear();
  };
  return (
    <div className="comment-box">
      <OwnFace who={me} />
      <div className="comment-column">
        <div className="comment-row">
          <div data-display-contents="true">
            <div className="comment-field" componentkey={`commentBox-${packedUrn(post)}-${feedType(post)}`}>
              <div role="status" aria-live="polite" aria-atomic="true" />
              <TextEditor draftKey={key} bind={model} onSubmit={submit} autoFocus
                first={answered ? mentioning(answered.author) : null}
                placeholder={answered ? 'Add a reply...' : 'Add a comment...'}
                attributes={{ 'aria-label': 'Text editor for creating comment', tabindex: '0' }} />
            </div>
          </div>
          <div className="comment-tools">
            <IconButton icon="emoji-medium" label="Show Emoji Keyboard" aria-expanded="false" />
            <IconButton icon="image-medium" label="Share photo" />
          </div>
        </div>
        {drafts[key]?.text.trim() && (
          <div className="comment-submit" componentkey={`commentButtonSection-${feedType(post)}`}>
            <button type="button" className="primary" onClick={submit}><span>{answered ? 'Reply' : 'Comment'}</span></button>
          </div>
        )}
      </div>
    </div>
  );
}

function Comment({ post, comment, nested }) {
  const { added, replying } = useStore(store);
  const key = `replaceableComment_${commentUrn(post, comment)}`;
  const { author } = comment;
  return (
    <>
      <div componentkey={key} className={nested ? 'comment nested' : 'comment'}>
        <div componentkey={key} id={key}>
          <div data-display-contents="true"><Avatar who={author} small /></div>
          <div className="bubble">
            <a tabIndex="0" href={profileOf(author)}>
              <p className="name"><span>{author.name}</span></p>
              <p className="headline">{author.headline}</p>
            </a>
            <IconButton icon="overflow-web-ios-small" label={`View more options for ${author.name}’s comment.`} aria-expanded="false" />
            <TextBox text={comment.text} />
            <div className="comment-actions">
              <p role="button"><span className="visually-hidden">Reaction button state: no reaction</span><span aria-hidden="true">Like</span></p>
              <hr role="presentation" />
              <button type="button" aria-label="Reply" onClick={() => show('replying', comment.id)}><span>Reply</span></button>
            </div>
          </div>
        </div>
      </div>
      {replying[comment.id] && <div className="reply-box"><CommentBox post={post} answered={comment} /></div>}
      {[...comment.replies, ...(added[comment.id] ?? [])].map((reply) => (
        <Comment key={reply.id} post={post} comment={reply} nested />
      ))}
    </>
  );
}

export function Comments({ post }) {
  const { added } = useStore(store);
  const all = [...(added[post.token] ?? []), ...post.comments];
  return (
    <>
      <CommentBox post={post} />
      <div componentkey={`commentsSectionContainer${feedType(post)}`}>
        {all.length > 0 && <p className="order">Most relevant</p>}
        <div className="comments" data-testid={`${packedUrn(post)}-commentList${feedType(post)}`} data-component-type="LazyColumn">
          {all.map((comment) => <Comment key={comment.id} post={post} comment={comment} />)}
        </div>
      </div>
    </>
  );
}
