// Quill 1.3.7 as LinkedIn's Ember pages carry it.
import Quill from 'quill';
import { register } from './registry.js';
import './quill.css';

const isSubmitKey = (event) => event.key === 'Enter' && (event.ctrlKey || event.metaKey);

/** Not by Quill, whose selection knows nothing of shadow roots. */
function caretToEnd(element) {
  element.focus();
  const root = element.getRootNode();
  const selection = (root.getSelection ? root : document).getSelection();
  selection.selectAllChildren(element);
  selection.collapseToEnd();
}

/**
 * Turns `host` into a Quill editor. `content` is a delta or null; `attributes` land on the editable element;
 * `onChange` gets {content, text}. Returns {text, clear, focus}.
 */
export function mountQuill(host, { attributes, placeholder, content, onChange, onSubmit }) {
  const quill = new Quill(host, { placeholder, formats: ['link'], modules: { toolbar: false } });
  Object.entries(attributes).forEach(([name, value]) => quill.root.setAttribute(name, value));
  if (content) quill.setContents(content);
  const model = {
    text: () => quill.getText().replace(/\n$/, ''), // Quill always ends with a line break of its own
    clear: () => quill.setText(''),
    focus: () => caretToEnd(quill.root),
  };
  quill.on('text-change', () => onChange({ content: quill.getContents(), text: model.text() }));
  quill.root.addEventListener('keydown', (event) => isSubmitKey(event) && onSubmit());
  register(quill.root, model);
  return model;
}
