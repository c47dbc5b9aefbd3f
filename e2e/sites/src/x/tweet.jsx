import { useState } from 'react';
import { emojiPicture, scene } from '../shared/picture.js';
import { cast } from '../shared/posts.js';
import { useStore } from '../shared/store.js';
import { Avatar, Icon, Tool, UserName } from './parts.jsx';
import { go, like, openComposer, repliesTo, store } from './state.js';

const LONG = 280;
const statusOf = (post) => `/${post.author.handle}/status/${post.xId}`;

function Text({ post, whole }) {
  const cut = !whole && post.text.length > LONG;
  return (
    <>
      <div dir="auto" lang={post.lang} data-testid="tweetText" className={whole ? 'text whole' : 'text'}>
        <span>{cut ? `${post.text.slice(0, LONG).trimEnd()}…` : post.text}</span>
        {post.emoji && <> <img alt={post.emoji} src={emojiPicture(post.emoji)} /></>}
      </div>
      {cut && <button type="button" role="button" dir="ltr" data-testid="tweet-text-show-more-link" onClick={() => go(statusOf(post))}><span>Show more</span></button>}
    </>
  );
}

/** A video carries the mark of an advertisement inside an organic post; only outside of it does it mean one. */
function Media({ name }) {
  const picture = <div data-testid="tweetPhoto" className="media"><img alt="" src={scene(name)} /></div>;
  return name === 'robot' ? <div data-testid="placementTracking">{picture}</div> : picture;
}

/** The quoted post: no links to its author. */
export function Quoted({ post }) {
  return (
    <div role="link" tabIndex="0" className="quoted">
      <div className="quoted-head"><Avatar who={post.author} linked={false} /><UserName who={post.author} linked={false} /></div>
      <Text post={post} />
    </div>
  );
}

const earlier = (post) => post.quote && { author: cast[post.quote], lang: 'en', text: 'The Butler 3 takes the stairs. One at a time, as we all should.' };

function Repost({ post }) {
  const [open, setOpen] = useState(false);
  const quote = () => { setOpen(false); openComposer('repost', post); };
  return (
    <div className="repost">
      <Action id="retweet" icon="retweet" label={`${post.likes} reposts. Repost`} count={Math.round(post.likes / 6)} aria-haspopup="menu" aria-expanded={open} onClick={() => setOpen(!open)} />
      {open && (
        <div role="menu" className="popover">
          <div role="menuitem" tabIndex="0" data-testid="retweetConfirm" onClick={() => setOpen(false)}>Repost</div>
          <a role="menuitem" href="/compose/post" onClick={(event) => { event.preventDefault(); event.stopPropagation(); quote(); }}>Quote</a>
        </div>
      )}
    </div>
  );
}

function Action({ id, icon, label, count, ...rest }) {
  return (
    <button type="button" role="button" data-testid={id} aria-label={label} className={`action ${icon}`} {...rest}>
      <div dir="ltr"><Icon name={icon} />{count > 0 && <span data-testid="app-text-transition-container">{count}</span>}</div>
    </button>
  );
}

function Actions({ post }) {
  const { liked } = useStore(store);
  const replies = repliesTo(post).length;
  return (
    <div role="group" aria-label={`${replies} replies, ${post.likes} likes`} className="actions">
      <Action id="reply" icon="reply" label={`${replies} Replies. Reply`} count={replies} onClick={() => openComposer('reply', post)} />
      <Repost post={post} />
      <Action id={liked[post.xId] ? 'unlike' : 'like'} icon="like" label={`${post.likes} Likes. Like`} count={post.likes + (liked[post.xId] ? 1 : 0)} onClick={() => like(post.xId)} />
      <Action id="bookmark" icon="bookmark" label="Bookmark" />
      <Action icon="share" label="Share post" aria-haspopup="menu" aria-expanded="false" />
    </div>
  );
}

const Age = ({ post, whole }) => (
  <a href={statusOf(post)} dir="ltr" role="link" className="age">
    <time dateTime={new Date(Date.UTC(2026, 8, 21, 9) - post.number * 60_000).toISOString()}>{whole ? '9:00 AM · Sep 21, 2026' : post.age}</time>
  </a>
);

/** `focal`: the post that a status page is about; `still`: without actions, as above a reply in the dialog. */
export function Tweet({ post, focal, still }) {
  const quoted = post.quoted ?? earlier(post);
  const article = (
    <article role="article" tabIndex={focal ? -1 : 0} data-testid="tweet" className={focal ? 'tweet focal' : 'tweet'}>
      <div className="tweet-frame"><div>
        {post.header && <div className="social"><a href={`/${post.header.author.handle}`} dir="ltr" role="link" data-testid="socialContext"><span>{post.header.author.name} reposted</span></a></div>}
        <div className="tweet-row">
          <div data-testid="Tweet-User-Avatar"><Avatar who={post.author} /></div>
          <div className="tweet-column">
            <div className="tweet-head">
              <UserName who={post.author}>{!focal && !post.promoted && <><span aria-hidden="true" className="age">·</span><Age post={post} /></>}</UserName>
              {post.promoted && <div dir="ltr" className="age"><span>Ad</span></div>}
              <Tool name="caret" label="More" data-testid="caret" aria-haspopup="menu" aria-expanded="false" />
            </div>
            {post.text && <Text post={post} whole={focal} />}
            {post.picture && <Media name={post.picture} />}
            {quoted && <Quoted post={quoted} />}
            {focal && <div className="when"><Age post={post} whole /></div>}
            {!still && <Actions post={post} />}
          </div>
        </div>
      </div></div>
    </article>
  );
  return post.promoted ? <div data-testid="placementTracking">{article}</div> : article;
}
