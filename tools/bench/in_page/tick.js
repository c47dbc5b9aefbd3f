// The feed lives: ten times a second the number of likes of a post changes, for `seconds`.
async ({ list, post, seconds }) => {
  const first = document.querySelector(`${list} ${post}`);
  const walker = document.createTreeWalker(first, NodeFilter.SHOW_TEXT);
  let number = walker.nextNode();
  while (number && !/^\d+$/.test(number.data)) number = walker.nextNode();
  for (let left = seconds * 10; left > 0; left -= 1) {
    number.data = String(Number(number.data) + 1);
    await new Promise((done) => setTimeout(done, 100));
  }
}
