// Writing a post: the native dialog of autumn 2026, over the feed but under an address of its own.
import { useEffect, useRef } from 'react';
import { me } from '../shared/posts.js';
import { useStore } from '../shared/store.js';
import { Embedded } from './card.jsx';
import { TextEditor } from './editor.jsx';
import { Avatar, Icon, IconButton, OwnFace } from './parts.jsx';
import { SHARE, closeShare, openShare, sendPost, store } from '../shared/linkedin-state.js';

export function StartPost() {
  return (
    <div className="card start">
      <div className="start-row">
        <div id="shareboxProfilePictureComponentRef"><Avatar who={me} /></div>
        <div tabIndex="0" className="start-field" aria-label="Start a post" onClick={() => openShare()}
          onKeyDown={(event) => event.key === 'Enter' && openShare()}>
          <div componentkey="draft-text-replaceable-component"><p>Start a post</p></div>
        </div>
      </div>
      <div className="start-kinds">
        <span><Icon id="image-medium" /> Photo</span><span><Icon id="job-medium" /> Job</span>
        <span><Icon id="content-align-left-medium" /> Write article</span>
      </div>
    </div>
  );
}

export function ShareDialog({ target }) {
  const { drafts } = useStore(store);
  const dialog = useRef(null);
  const model = useRef(null);
  useEffect(() => {
    dialog.current.showModal();
    model.current.focus();
    dialog.current.addEventListener('cancel', closeShare);
    const before = location.href;
    history.pushState(null, '', '/sharing/compose');
    return () => history.replaceState(null, '', before);
  }, []);
  const submit = () => {
    const text = model.current.text().trim();
    if (text) sendPost(text);
  };
  return (
    <dialog ref={dialog} className="share" aria-labelledby="share-title">
      <div data-sdui-screen="com.linkedin.sdui.flagshipnav.sharing.ShareCompose">
        <header>
          <OwnFace who={me} />
          <div><h2 id="share-title">{me.name}</h2><p>Post to anyone</p></div>
          <IconButton icon="close-small" label="Dismiss" onClick={closeShare} />
        </header>
        <div className="share-body">
          <TextEditor draftKey={SHARE} bind={model} onSubmit={submit} placeholder="What do you want to talk about?"
            attributes={{ componentkey: 'ShareBox_textEditor', 'aria-label': 'Text editor for creating content' }} />
          {target && <Embedded post={target} id="ShareBoxpreviewCard" />}
        </div>
        <footer>
          <IconButton icon="emoji-medium" label="Open Emoji Keyboard" />
          <IconButton icon="image-medium" label="Add media" />
          <button type="button" className="primary" disabled={!drafts[SHARE]?.text.trim()} onClick={submit}>Post</button>
        </footer>
      </div>
    </dialog>
  );
}
