// What stands around the feed: bar on top, own profile to the left, news to the right.
import { me, news } from '../shared/posts.js';
import { Avatar, OwnFace, profileOf } from './parts.jsx';

export function TopBar() {
  return (
    <header className="top">
      <div className="top-inner">
        <span className="mark">in<span>look-alike</span></span>
        <input className="search" role="combobox" aria-label="Search" placeholder="Search" />
        <nav>
          <a href="/feed/" aria-current="page">Home</a><a href="/messaging/">Messaging</a><a href="/search/results/all/">Search</a>
          <a href={profileOf(me)} className="nav-me"><OwnFace who={me} />Me</a>
        </nav>
      </div>
    </header>
  );
}

export function Profile() {
  return (
    <aside className="side">
      <div className="card profile">
        <div className="cover" />
        <Avatar who={me} />
        <a href={profileOf(me)}><p className="name">{me.name}</p></a>
        <p className="headline">{me.headline}</p>
      </div>
      <div className="card figures"><p>Profile viewers <b>38</b></p><p>Post impressions <b>512</b></p></div>
    </aside>
  );
}

export function News() {
  return (
    <aside className="side">
      <div className="card news">
        <h2>Today’s news</h2>
        <ul>{news.map(([title, readers]) => <li key={title}><p className="name">{title}</p><p className="headline">{readers}</p></li>)}</ul>
      </div>
      <p className="imprint">A page for tests. It imitates the structure of a site, not its look; all people and companies are invented.</p>
    </aside>
  );
}
