import { useEffect, useRef, useState } from 'react';
import { DraftEditor } from '../editors/draft.jsx';
import { me } from '../shared/posts.js';
import { useStore } from '../shared/store.js';
import { Avatar, Tool } from './parts.jsx';
import { closeComposer, keepDraft, send, store } from './state.js';
import { Quoted, Tweet } from './tweet.jsx';

const PLACEHOLDERS = { post: 'What’s happening?', reply: 'Post your reply', repost: 'Add a comment' };
const TOOLS = [
  ['photo', 'Add photos or video'], ['gif', 'Add a GIF', 'gifSearchButton'], ['poll', 'Add poll', 'createPollButton'],
  ['emoji', 'Add emoji'], ['schedule', 'Schedule post', 'scheduleOption'], ['disclosure', 'Content disclosure', 'contentDisclosureButton'],
];

function Tools() {
  return (
    <nav aria-live="polite" role="navigation">
      <div role="tablist" data-testid="ScrollSnap-List">
        {TOOLS.map(([name, label, id]) => <div role="presentation" key={name}><Tool name={name} label={label} data-testid={id} /></div>)}
      </div>
    </nav>
  );
}

function Field({ index, bind, draftKey, placeholder, autoFocus, onSubmit }) {
  const { drafts } = useStore(store);
  const id = `tweetTextarea_${index}`;
  return (
    <div data-testid={`${id}_label`}><div data-testid={`${id}RichTextInputContainer`}>
      <DraftEditor bind={bind} text={drafts[draftKey]} placeholder={placeholder} autoFocus={autoFocus}
        attributes={{ 'data-testid': id, tabindex: '0' }} onChange={(text) => keepDraft(draftKey, text)} onSubmit={onSubmit} />
    </div></div>
  );
}

/**
 * `surface`: post, reply or repost; `target`: the post answered or quoted. `inline` composers are part of the page;
 * a `collapsed` one shows its toolbar only once it has the focus.
 */
export function Composer({ draftKey, surface, target, inline, collapsed, autoFocus, onSent }) {
  const { drafts } = useStore(store);
  const [open, setOpen] = useState(!collapsed || Boolean(drafts[draftKey]));
  const nextKey = `${draftKey} 1`;
  const [thread, setThread] = useState(Boolean(drafts[nextKey])); // a second post below the first
  const models = [useRef(null), useRef(null)].slice(0, thread ? 2 : 1);
  const submit = () => {
    const texts = models.map((model) => model.current.text().trim());
    if (!texts.every(Boolean)) return;
    texts.forEach((text) => send(surface, text, target));
    models.forEach((model) => model.current.clear());
    onSent?.();
  };
  const empty = [draftKey, nextKey].slice(0, models.length).some((key) => !drafts[key]?.trim());
  const button = (
    <button type="button" role="button" className="primary" data-testid={inline ? 'tweetButtonInline' : 'tweetButton'}
      disabled={empty} aria-disabled={empty || undefined} tabIndex={empty ? -1 : 0} onClick={submit}>
      <div dir="ltr"><span><span>{thread ? 'Post all' : surface === 'reply' ? 'Reply' : 'Post'}</span></span></div>
    </button>
  );
  return (
    <div className={open ? 'composer' : 'composer collapsed'} onFocus={() => setOpen(true)}>
      <Avatar who={me} />
      <div className="composer-column">
        <Field index={0} bind={models[0]} draftKey={draftKey} placeholder={PLACEHOLDERS[surface]} autoFocus={autoFocus} onSubmit={submit} />
        {thread && <Field index={1} bind={models[1]} draftKey={nextKey} placeholder="Add another post" autoFocus onSubmit={submit} />}
        {surface === 'repost' && <Quoted post={target} />}
        {open && <div data-testid="toolBar" className="tool-bar"><Tools />{!inline && surface === 'post' && <Tool name="poll" label="Add post" data-testid="addButton" onClick={() => setThread(true)} />}{button}</div>}
      </div>
      {!open && button}
    </div>
  );
}

/** The dialog in front of the page; the home composer stays in the document behind it. */
export function ComposeDialog({ surface, target }) {
  useEffect(() => {
    const escape = (event) => event.key === 'Escape' && closeComposer();
    addEventListener('keydown', escape);
    return () => removeEventListener('keydown', escape);
  }, []);
  return (
    <div role="dialog" className="layer">
      <div role="group" tabIndex="0">
        <div data-testid="mask" className="mask" onClick={closeComposer} />
        <div role="dialog" aria-modal="true" aria-labelledby="modal-header" className="modal">
          <div className="modal-head"><Tool name="close" label="Close" data-testid="app-bar-close" onClick={closeComposer} /><h2 id="modal-header" className="visually-hidden">Write</h2></div>
          {surface === 'reply' && <Tweet post={target} still />}
          <Composer draftKey="dialog" surface={surface} target={target} autoFocus onSent={closeComposer} />
        </div>
      </div>
    </div>
  );
}
