import { useEffect, useRef } from 'react';
import { mountTiptap } from '../editors/tiptap.js';
import { keepDraft, store } from '../shared/linkedin-state.js';

/**
 * A TipTap editor whose draft is kept under `draftKey`. `first` is the content when there is no draft yet;
 * `onSubmit` gets the model, so that the sender can take its text and clear it.
 */
export function TextEditor({ draftKey, first = null, attributes, placeholder, autoFocus, onSubmit, bind }) {
  const host = useRef(null);
  useEffect(() => {
    const model = mountTiptap(host.current, {
      attributes, placeholder,
      content: store.get().drafts[draftKey]?.content ?? first,
      onChange: (draft) => keepDraft(draftKey, draft.text ? draft : undefined),
      onSubmit: () => onSubmit(model),
    });
    bind.current = model;
    if (autoFocus) model.focus();
    return model.destroy;
  }, []);
  return (
    <div data-testid="ui-core-tiptap-text-editor-wrapper">
      <div ref={host} />
      <div data-testid="ui-core-tiptap-text-editor-cursor" />
    </div>
  );
}
