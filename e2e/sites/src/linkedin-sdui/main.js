import { useEffect, useRef } from 'react';
import { render } from 'react-dom';
import { paragraphs } from '../editors/tiptap.js';
import { openDoor } from '../shared/page.js';
import { CHUNK, moduleAt, postAt } from '../shared/posts.js';
import { useStore } from '../shared/store.js';
import { urnOf } from '../shared/urn.js';
import { Card, Module } from './card.jsx';
import { News, Profile, TopBar } from './frame.jsx';
import { ShareDialog, StartPost } from './share.jsx';
import { loadMore, openShare, remount, store } from '../shared/linkedin-state.js';
import './page.css';

const SCREENS = { '/search/': 'search.SearchResultsContent' };
const screen = Object.entries(SCREENS).find(([path]) => location.pathname.startsWith(path))?.[1] ?? 'feed.MainFeed';

/** Ten posts and a module; as on the site they stay mounted once loaded. */
function Chunk({ from }) {
  const numbers = Array.from({ length: CHUNK }, (_, at) => from + at);
  return (
    <>
      {numbers.map((number) => <Card key={number} post={postAt(number)} />)}
      <Module {...moduleAt(from / CHUNK)} />
    </>
  );
}

/** Loads the next chunk whenever the end of the feed comes near. */
function FeedEnd({ count }) {
  const end = useRef(null);
  useEffect(() => {
    const observer = new IntersectionObserver((entries) => entries.at(-1).isIntersecting && loadMore(),
      { root: document.getElementById('workspace'), rootMargin: '800px' });
    observer.observe(end.current);
    return () => observer.disconnect();
  }, [count]);
  return <div ref={end} className="feed-end">Loading more posts</div>;
}

function Feed({ made, count }) {
  return (
    <div className="feed" role="list" data-testid="mainFeed" data-component-type="LazyColumn" componentkey="container-update-list_mainFeed-lazy-container">
      <StartPost />
      {made.map((post) => <Card key={post.number} post={post} />)}
      {Array.from({ length: count / CHUNK }, (_, at) => <Chunk key={at} from={at * CHUNK} />)}
      <FeedEnd count={count} />
    </div>
  );
}

function Toast({ post }) {
  return <div role="alert" className="toast">Post successful. <a href={`/feed/update/${urnOf(post)}/`}>View post</a></div>;
}

function Page() {
  const { made, count, dialog, toast, generation } = useStore(store);
  return (
    <>
      <TopBar />
      <div role="main" data-sdui-screen={`com.linkedin.sdui.flagshipnav.${screen}`}>
        <main id="workspace" tabIndex="0">
          <div className="columns"><Profile /><Feed key={generation} made={made} count={count} /><News /></div>
        </main>
      </div>
      <div id="interop-outlet" data-testid="interop-shadowdom" />
      {dialog && <ShareDialog key={`share${generation}`} target={dialog.target} />}
      {toast && <Toast post={toast} />}
    </>
  );
}

render(<Page />, document.getElementById('root'));
openDoor('sdui', remount);

const asked = new URLSearchParams(location.search);
if (asked.get('shareActive') === 'true') {
  const text = asked.get('text') ?? '';
  openShare(null, text ? { content: paragraphs(text), text } : undefined);
}
