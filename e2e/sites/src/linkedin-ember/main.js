import { openDoor } from '../shared/page.js';
import { me, news } from '../shared/posts.js';
import { openShare, store } from '../shared/linkedin-state.js';
import { urnOf } from './card.js';
import { h } from './dom.js';
import { feed, redrawAll } from './feed.js';
import { face, faceLink, profileOf } from './people.js';
import { shareOutlet, startPost } from './share.js';
import './page.css';

const topBar = () =>
  h('header', { id: 'global-nav', class: 'global-nav top' }, h('div', { class: 'top-inner' },
    h('span', { class: 'mark' }, 'in', h('span', {}, 'look-alike')),
    h('input', { class: 'search-global-typeahead__input search', role: 'combobox', 'aria-label': 'Search', placeholder: 'Search' }),
    h('nav', {}, h('a', { href: '/feed/?dialect=ember', 'aria-current': 'page' }, 'Home'), h('a', { href: '/messaging/' }, 'Messaging'),
      h('a', { href: profileOf(me), class: 'nav-me' }, face(me, true), 'Me'))));

const profile = () =>
  h('aside', { class: 'side' }, h('div', { class: 'card profile' }, h('div', { class: 'cover' }), faceLink(me, ''),
    h('p', { class: 'name' }, me.name), h('p', { class: 'headline' }, me.headline)));

const today = () =>
  h('div', { class: 'card news' }, h('h2', {}, 'Today’s news'),
    h('ul', {}, news.map(([title, readers]) => h('li', {}, h('p', { class: 'name' }, title), h('p', { class: 'headline' }, readers)))));

const right = () =>
  h('aside', { class: 'side' }, today(), h('p', { class: 'imprint' }, 'A page for tests, in the older dialect. It imitates the structure of a site, not its look; all people and companies are invented.'));

function toasts() {
  const node = h('div', { id: 'artdeco-toasts' });
  store.listen(() => {
    const post = store.get().toast;
    node.replaceChildren(...(post ? [h('div', { role: 'alert', class: 'artdeco-toast-item toast' }, 'Post successful.', h('a', { href: `/feed/update/${urnOf(post)}/` }, 'View post'))] : []));
  });
  return node;
}

const outlet = h('div', { id: 'interop-outlet', 'data-testid': 'interop-shadowdom' });
const main = h('main', { class: 'scaffold-layout__main', 'aria-label': 'Main Feed' }, startPost(), feed());
document.getElementById('root').append(topBar(), h('div', { class: 'scaffold-layout columns' }, profile(), main, right()), outlet, toasts());
const redrawDialog = shareOutlet(outlet);

openDoor('ember', () => {
  redrawAll();
  redrawDialog();
});

const asked = new URLSearchParams(location.search);
if (asked.get('shareActive') === 'true') {
  const text = asked.get('text') ?? '';
  openShare(null, text ? { content: [{ insert: `${text}\n` }], text } : undefined);
}
