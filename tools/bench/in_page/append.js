// 500 posts come ten at a time: copies of those that stand in the feed, a batch a frame.
async ({ list, post, batches, size, keep, step }) => {
  const feed = document.querySelector(list);
  const models = [...feed.children].filter((child) => child.querySelector(post));
  const end = feed.querySelector(':scope > .feed-end');
  const standing = feed.childElementCount, added = [];
  for (let batch = 0; batch < batches; batch += 1) {
    for (let at = 0; at < size; at += 1) {
      const node = models[at % models.length].cloneNode(true);
      // where the list places its cells itself
      if (step) node.style.transform = `translateY(${(standing + added.length) * step}px)`;
      feed.insertBefore(node, end);
      added.push(node);
    }
    while (added.length > keep) added.shift().remove();
    await new Promise(requestAnimationFrame);
  }
}
