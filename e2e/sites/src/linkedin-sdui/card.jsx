import { useState } from 'react';
import { scene } from '../shared/picture.js';
import { useStore } from '../shared/store.js';
import { packedUrn, urnOf } from '../shared/urn.js';
import { Comments, feedType } from './comments.jsx';
import { Avatar, Icon, IconButton, TextBox, profileOf } from './parts.jsx';
import { openShare, show, store, toggle } from '../shared/linkedin-state.js';

const LONG = 260; // characters from which the site cuts
const visibility = (post) => (post.followersOnly ? 'people-small' : post.group ? 'group-small' : 'globe-americas-small');
const VISIBILITY = { 'people-small': 'Connections', 'group-small': 'Group members', 'globe-americas-small': 'Global' };
// Both prefixes were seen on the site within one year; an adapter has to bear either.
const cardKey = (post) => (post.number % 2 ? 'update-card-focus' : 'expanded') + feedType(post);

/** A promoted post has no Hide button: that, and not a word, tells it from the others. */
function Menu({ post }) {
  const { name } = post.author;
  return (
    <span className="menu">
      <IconButton icon="overflow-web-ios-small" label={`Open control menu for post by ${name}`} aria-expanded="false" />
      {!post.promoted && <IconButton icon="close-small" label={`Hide post by ${name}`} />}
    </span>
  );
}

/** "Nora commented on this": its profile link comes first in the card and is not the author's. */
function Header({ post }) {
  const { author, verb } = post.header;
  return (
    <>
      <div className="header">
        <Avatar who={author} small />
        <p><a href={profileOf(author)}><strong>{author.name}</strong></a><span> </span>{verb}</p>
        <Menu post={post} />
      </div>
      <hr role="presentation" />
    </>
  );
}

function Age({ post }) {
  const componentkey = `age-${post.token}`;
  if (post.promoted) return <p componentkey={componentkey}>Promoted</p>;
  return <p componentkey={componentkey}>{post.age} •<span> </span><Icon id={visibility(post)} label={`Visibility: ${VISIBILITY[visibility(post)]}`} /></p>;
}

function Name({ author }) {
  const company = author.kind === 'company';
  return (
    <div aria-label={company ? `${author.name} Verified` : `${author.name}  2nd`}>
      <p className="name">{author.name}</p>
      {company ? <p className="degree"><Icon id="verified-small" /></p> : <p className="degree"> • 2nd</p>}
    </div>
  );
}

/** Until spring 2026 one link around it all; since then only the name is one, and an empty one follows. */
function Who({ post }) {
  const { author } = post;
  const lines = <><p className="headline">{author.headline}</p><Age post={post} /></>;
  const link = { tabIndex: '0', href: profileOf(author) };
  if (!(post.number % 2)) return <a {...link} className="who"><Name author={author} />{lines}</a>;
  return <div className="who"><a {...link}><Name author={author} /></a>{lines}<a {...link} aria-label={author.name} /></div>;
}

/** `bare`: without a menu, because the header above has it or the post is inside another. */
function Actor({ post, bare }) {
  const { author } = post;
  const company = author.kind === 'company';
  return (
    <div className="actor">
      <Avatar who={author} />
      <Who post={post} />
      {company
        ? <IconButton icon="add-small" label={`Follow ${author.name}`} className="connect">Follow</IconButton>
        : <IconButton icon="connect-small" label={`Invite ${author.name} to connect`} className="connect">Connect</IconButton>}
      {!bare && <Menu post={post} />}
    </div>
  );
}

function Repost({ post }) {
  const [open, setOpen] = useState(false);
  const choose = () => { setOpen(false); openShare(post); };
  return (
    <div className="repost">
      <IconButton icon="repost-small" aria-expanded={open} onClick={() => setOpen(!open)}>Repost</IconButton>
      {open && (
        <div role="menu" className="popover">
          <div role="menuitem" tabIndex="0" onClick={choose}><strong>Repost with your thoughts</strong><p>Write a new post with this one attached</p></div>
          <div role="menuitem" tabIndex="0" onClick={() => setOpen(false)}><strong>Repost</strong><p>Bring this post into the feeds of others</p></div>
        </div>
      )}
    </div>
  );
}

function Actions({ post }) {
  const { liked, open } = useStore(store);
  const state = liked[post.token] ? 'Like' : 'no reaction';
  return (
    <div className="actions">
      <IconButton icon={liked[post.token] ? 'thumbs-up-filled-small' : 'thumbs-up-outline-small'} label={`Reaction button state: ${state}`} onClick={() => toggle('liked', post.token)}>Like</IconButton>
      <IconButton icon="comment-small" aria-expanded={Boolean(open[post.token])} onClick={() => show('open', post.token)}>Comment</IconButton>
      <Repost post={post} />
      <a href="https://www.linkedin.com/feed/" className="action"><span><Icon id="send-privately-small" /><div><span>Send</span></div></span></a>
    </div>
  );
}

/** The post inside a post: on a repost, and as preview in the dialog. */
export function Embedded({ post, id }) {
  return (
    <div id={id} className="embedded">
      <Actor post={post} bare />
      <TextBox text={post.text} clamped={post.text.length > LONG} to={`https://www.linkedin.com/feed/update/${urnOf(post)}/`} />
    </div>
  );
}

function Counts({ post }) {
  const { added } = useStore(store);
  const comments = post.comments.length + (added[post.token]?.length ?? 0);
  return (
    <div className="counts">
      <p><span className="dot" />{post.likes}</p>
      {comments > 0 && <p>{comments === 1 ? '1 comment' : `${comments} comments`}</p>}
    </div>
  );
}

export function Card({ post }) {
  const { expanded, open } = useStore(store);
  const clamped = post.text.length > LONG && !expanded[post.token];
  return (
    <div data-display-contents="true">
      <div className="card" role="listitem" componentkey={cardKey(post)}>
        <div data-display-contents="true">
          <div componentkey={post.token}>
            <h2 className="visually-hidden"><span>Feed post</span></h2>
            {post.header && <Header post={post} />}
            <Actor post={post} bare={Boolean(post.header)} />
            {post.text && <TextBox text={post.text} clamped={clamped} onMore={() => show('expanded', post.token)} />}
            {post.picture && <img className="scene" alt="" src={scene(post.picture)} />}
            {post.reposted && <Embedded post={post.reposted} />}
            <Counts post={post} />
            <hr role="presentation" />
            <Actions post={post} />
          </div>
          <div componentkey={`${packedUrn(post)}-replaceableCommentTools${feedType(post)}`} />
          {open[post.token] && <div><Comments post={post} /></div>}
        </div>
      </div>
    </div>
  );
}

/** A list item that is no post: it has no control menu. */
export function Module({ title, token }) {
  return (
    <div data-display-contents="true">
      <div className="card module" role="listitem" componentkey={`expanded${token}FeedType_MAIN_FEED_RELEVANCE`}>
        <div componentkey={token}>
          <h2 className="visually-hidden"><span>Feed post</span></h2>
          <p className="name">{title}</p>
          <ul><li /><li /><li /></ul>
        </div>
      </div>
    </div>
  );
}
