import { render } from 'react-dom';
import { openDoor } from '../shared/page.js';
import { postAt } from '../shared/posts.js';
import { useStore } from '../shared/store.js';
import { ComposeDialog, Composer } from './composer.jsx';
import { SideNav, Sidebar } from './frame.jsx';
import { Shapes } from './parts.jsx';
import { findPost, go, loadMore, openComposer, remount, repliesTo, store } from './state.js';
import { Timeline } from './timeline.jsx';
import { Tweet } from './tweet.jsx';
import './page.css';

const cellOf = (post) => ({ name: post.xId, node: <Tweet post={post} /> });

function Home({ made, count }) {
  const loaded = Array.from({ length: count }, (_, number) => postAt(number));
  return (
    <>
      <div role="tablist" className="tabs"><div role="tab" aria-selected="true">For you</div><div role="tab" aria-selected="false">Following</div></div>
      <Composer draftKey="home" surface="post" inline />
      <Timeline label="Timeline: Your Home Timeline" cells={[...made, ...loaded].map(cellOf)} onEnd={loadMore} />
    </>
  );
}

function Status({ id }) {
  const post = findPost(id);
  const reply = <div data-testid="inline_reply_offscreen"><Composer draftKey={id} surface="reply" target={post} inline collapsed /></div>;
  const cells = [{ name: id, node: <Tweet post={post} focal /> }, { name: `reply-${id}`, node: reply }, ...repliesTo(post).map(cellOf)];
  return <><h2 className="tabs title">Post</h2><Timeline key={id} label="Timeline: Conversation" cells={cells} /></>;
}

function Page() {
  const { path, made, count, dialog, toast, generation } = useStore(store);
  const id = /^\/\w+\/status\/(\d+)/.exec(path)?.[1];
  return (
    <>
      <Shapes />
      <div id="layers">
        {dialog && <ComposeDialog key={generation} {...dialog} />}
        {toast && <div role="alert" data-testid="toast" className="toast"><span>Your post was sent.</span> <a href={`/${toast.author.handle}/status/${toast.xId}`} role="link">View</a></div>}
      </div>
      <div className="page">
        <SideNav />
        <main role="main">
          <div data-testid="primaryColumn" key={generation}>{id ? <Status id={id} /> : <Home made={made} count={count} />}</div>
          <Sidebar />
        </main>
      </div>
    </>
  );
}

/** Links to posts, home and the composer change the page without loading it, as on the site. */
function follow(event) {
  const path = event.target.closest('a[href]')?.getAttribute('href');
  const inside = /^\/(home$|compose\/post$|\w+\/status\/)/.test(path ?? '');
  if (!inside || event.defaultPrevented || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  if (path === '/compose/post') openComposer();
  else go(path);
}

const asked = new URLSearchParams(location.search);
const intent = /^\/(intent\/(post|tweet)|compose\/post)$/.test(location.pathname);
if (intent) {
  history.replaceState(null, '', '/home');
  store.set({ path: '/home' });
  openComposer('post', null, [asked.get('text'), asked.get('url')].filter(Boolean).join(' '));
}

addEventListener('click', follow);
render(<Page />, document.getElementById('root'));
openDoor('x', remount);
