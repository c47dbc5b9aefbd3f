import { mountQuill } from '../editors/quill.js';
import { keepDraft, store } from '../shared/linkedin-state.js';
import { h } from './dom.js';

/**
 * A Quill box whose draft is kept under `key`. `first` is the delta when there is no draft yet. `onText` is told the
 * text at once and after each change. Returns {node, model}.
 */
export function textEditor({ key, first, placeholder, onText, onSubmit }) {
  const host = h('div', { class: 'editor-content' });
  const draft = store.get().drafts[key];
  const model = mountQuill(host, {
    placeholder, content: draft?.content ?? first, onSubmit,
    attributes: {
      'data-gramm': 'false', 'aria-placeholder': placeholder, 'aria-label': 'Text editor for creating content',
      role: 'textbox', 'aria-multiline': 'true', 'data-test-ql-editor-contenteditable': 'true',
    },
    onChange: (changed) => {
      keepDraft(key, changed.text ? changed : undefined);
      onText(changed.text);
    },
  });
  onText(draft?.text ?? ''); // the name that a reply begins with does not count as text
  return { model, node: h('div', { class: 'editor-container relative' }, h('div', {}, host)) };
}
