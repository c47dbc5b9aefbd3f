// Draft.js as X carries it.
import { ContentState, Editor, EditorState, Modifier, getDefaultKeyBinding } from 'draft-js';
import 'draft-js/dist/Draft.css';
import { useEffect, useRef, useState } from 'react';
import { register } from './registry.js';

const stateOf = (text) => EditorState.moveFocusToEnd(EditorState.createWithContent(ContentState.createFromText(text)));
const textOf = (state) => state.getCurrentContent().getPlainText('\n');
const isSubmitKey = (event) => event.key === 'Enter' && (event.ctrlKey || event.metaKey);
const bindKey = (event) => (isSubmitKey(event) ? 'submit' : getDefaultKeyBinding(event));

function insertText(state, text) {
  const content = Modifier.replaceText(state.getCurrentContent(), state.getSelection(), text);
  return EditorState.push(state, content, 'insert-characters');
}

const emptied = (state) =>
  EditorState.moveFocusToEnd(EditorState.push(state, ContentState.createFromText(''), 'remove-range'));

/**
 * `attributes` land on the editable element; `text` is the draft to begin with; `onChange` gets the plain text;
 * `bind` is a ref that will hold {text, clear}.
 */
export function DraftEditor({ attributes, placeholder, text, autoFocus, bind, onChange, onSubmit }) {
  const [state, setState] = useState(() => (text ? stateOf(text) : EditorState.createEmpty()));
  const editor = useRef(null);
  const latest = useRef(state);
  latest.current = state;

  const change = (next) => {
    setState(next);
    if (textOf(next) !== textOf(latest.current)) onChange(textOf(next));
  };

  useEffect(() => {
    const element = editor.current.editor;
    Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
    bind.current = { text: () => textOf(latest.current), clear: () => change(emptied(latest.current)) };
    register(element, bind.current);
    if (autoFocus) editor.current.focus();
  }, []);

  // Rich text is pasted as plain text: Draft would parse it by innerHTML, which Trusted Types refuse.
  const pastePlain = (plain, html) => {
    if (!html) return 'not-handled';
    change(insertText(latest.current, plain));
    return 'handled';
  };
  const command = (name) => (name === 'submit' ? (onSubmit(), 'handled') : 'not-handled');

  return (
    <Editor ref={editor} editorState={state} onChange={change} placeholder={placeholder} spellCheck
      ariaLabel="Post text" ariaMultiline role="textbox" webDriverTestID={attributes['data-testid']}
      keyBindingFn={bindKey} handleKeyCommand={command} handlePastedText={pastePlain} />
  );
}
