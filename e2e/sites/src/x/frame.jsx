// What stands around the timeline.
import { cast, me } from '../shared/posts.js';
import { Avatar, Icon, UserName } from './parts.jsx';

const TABS = [
  ['home', 'Home', '/home', 'AppTabBar_Home_Link'], ['search', 'Explore', '/search', 'AppTabBar_Explore_Link'],
  ['messages', 'Chat', '/messages', 'AppTabBar_DirectMessage_Link'], ['profile', 'Profile', `/${me.handle}`, 'AppTabBar_Profile_Link'],
];
const TRENDS = [['Technology', 'Household robots', '8,120 posts'], ['Arbeit', 'Vier-Tage-Woche', '3,467 posts'], ['Trending', 'Desk booking', '1,902 posts']];

export function SideNav() {
  return (
    <header role="banner" className="side-nav">
      <div>
        <span className="mark">X<span>look-alike</span></span>
        <nav aria-label="Primary" role="navigation">
          {TABS.map(([icon, label, href, id]) => <a key={id} href={href} role="link" aria-label={label} data-testid={id}><Icon name={icon} /><span>{label}</span></a>)}
        </nav>
        <a href="/compose/post" role="link" aria-label="Post" data-testid="SideNav_NewTweet_Button" className="primary"><span>Post</span></a>
        <button type="button" role="button" data-testid="SideNav_AccountSwitcher_Button" aria-label="Account menu" className="account">
          <Avatar who={me} linked={false} /><span><b>{me.name}</b><span>@{me.handle}</span></span>
        </button>
      </div>
    </header>
  );
}

export function Sidebar() {
  return (
    <div data-testid="sidebarColumn" className="sidebar">
      <form role="search" aria-label="Search"><input role="combobox" aria-label="Search query" placeholder="Search" data-testid="SearchBox_Search_Input" /></form>
      <aside className="box"><h2>What’s happening</h2>
        {TRENDS.map(([kind, name, count]) => <p key={name}><span>{kind}</span><b>{name}</b><span>{count}</span></p>)}
      </aside>
      <aside className="box"><h2>Who to follow</h2>
        {[cast.gazette, cast.tomas].map((who) => <div key={who.handle} data-testid="UserCell" className="user-cell"><Avatar who={who} /><UserName who={who} /></div>)}
      </aside>
      <p className="imprint">A page for tests: structure of a site, our own look. All people and companies are invented.</p>
    </div>
  );
}
