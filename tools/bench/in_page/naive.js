// What one writes first: at every change of the document look at every post anew, by its visible text.
const WORDS = /homebot|flowdesk|acme|globex|initech/i;
new MutationObserver(() => {
  for (const post of document.querySelectorAll('[role=listitem], article')) {
    if (WORDS.test(post.innerText)) post.dataset.named = 'yes';
  }
}).observe(document, { subtree: true, childList: true, characterData: true });
