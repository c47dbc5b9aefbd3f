// Surfaces that the extension must never read: messages and sign-in, with real editors in them.
import { useEffect, useRef } from 'react';
import { render } from 'react-dom';
import { DraftEditor } from '../editors/draft.jsx';
import { mountTiptap } from '../editors/tiptap.js';
import { openDoor } from '../shared/page.js';
import { avatar } from '../shared/picture.js';
import { cast } from '../shared/posts.js';
import './page.css';

const ignore = () => {};

function TiptapMessage() {
  const host = useRef(null);
  useEffect(() => {
    const attributes = { 'aria-label': 'Write a message…', 'aria-multiline': 'true', class: 'msg-form__contenteditable' };
    mountTiptap(host.current, { attributes, placeholder: 'Write a message…', content: null, onChange: ignore, onSubmit: ignore });
  }, []);
  return <form className="msg-form"><div ref={host} className="field" /><button type="button" className="msg-form__send-button">Send</button></form>;
}

function DraftMessage() {
  const model = useRef(null);
  return (
    <aside data-testid="dmComposerWrapper"><div className="field">
      <DraftEditor bind={model} placeholder="Start a new message" attributes={{ 'data-testid': 'dmComposerTextInput' }} onChange={ignore} onSubmit={ignore} />
    </div><button type="button" data-testid="dmComposerSendButton">Send</button></aside>
  );
}

function Conversation({ children }) {
  return (
    <main className="sheet">
      <header><img alt="" src={avatar(cast.nora)} /><h1>{cast.nora.name}</h1></header>
      <p className="said">Are you coming on Thursday?</p><p className="said mine">Yes, a little later.</p>
      {children}
    </main>
  );
}

function SignIn() {
  return (
    <main className="sheet"><h1>Sign in</h1>
      <label>E-mail or phone<input name="session_key" autoComplete="username" /></label>
      <label>Password<input type="password" name="session_password" autoComplete="current-password" /></label>
      <label>Trouble signing in? Tell us<textarea rows="3" /></label>
      <button type="button">Continue</button>
    </main>
  );
}

const PAGES = [
  ['/messaging', <Conversation><TiptapMessage /></Conversation>],
  ['/messages', <Conversation><DraftMessage /></Conversation>],
  ['/', <SignIn />],
];

render(PAGES.find(([path]) => location.pathname.startsWith(path))[1], document.getElementById('root'));
openDoor(null, ignore);
