// TipTap as LinkedIn's SDUI pages carry it.
import { Editor } from '@tiptap/core';
import Mention from '@tiptap/extension-mention';
import Placeholder from '@tiptap/extension-placeholder';
import StarterKit from '@tiptap/starter-kit';
import { register } from './registry.js';
import './tiptap.css';

// The name stands in the text without an @, as LinkedIn's chips do.
const Chip = Mention.configure({
  renderText: ({ node }) => node.attrs.label,
  renderHTML: ({ node }) => ['a', { class: 'chip', href: `/in/${node.attrs.id}/` }, node.attrs.label],
});

const isSubmitKey = (event) => event.key === 'Enter' && (event.ctrlKey || event.metaKey);

/** A document with one paragraph per line of a plain text. */
export const paragraphs = (text) => ({
  type: 'doc',
  content: text.split('\n').map((line) => ({ type: 'paragraph', content: line ? [{ type: 'text', text: line }] : [] })),
});

/** A reply begins with the name of the one who is answered. */
export const mentioning = ({ slug, name }) => ({
  type: 'doc',
  content: [{ type: 'paragraph', content: [{ type: 'mention', attrs: { id: slug, label: name } }, { type: 'text', text: ' ' }] }],
});

/**
 * Mounts an editor into `host`. `content` is ProseMirror JSON or null; `attributes` land on the editable element;
 * `onChange` gets {content, text}. Returns {text, clear, focus, destroy}.
 */
export function mountTiptap(host, { attributes, placeholder, content, onChange, onSubmit }) {
  const text = () => editor.getText({ blockSeparator: '\n' });
  const editor = new Editor({
    element: host,
    injectCSS: false, // the page's policy allows no inline style
    // never a string, not even an empty one: TipTap would parse it, which Trusted Types refuse
    content: content ?? paragraphs(''),
    extensions: [StarterKit, Chip, Placeholder.configure({ placeholder })],
    editorProps: {
      attributes: { role: 'textbox', dir: 'auto', translate: 'no', ...attributes },
      handleKeyDown: (_view, event) => isSubmitKey(event) && (onSubmit(), true),
    },
    onUpdate: () => onChange({ content: editor.getJSON(), text: text() }),
  });
  const model = {
    text,
    clear: () => editor.commands.setContent(paragraphs(''), true),
    focus() {
      editor.commands.setTextSelection(editor.state.doc.content.size);
      editor.view.focus(); // at once; TipTap's own command waits a frame and loses the first key
    },
    destroy: () => editor.destroy(),
  };
  register(editor.view.dom, model);
  return model;
}
