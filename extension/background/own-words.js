/** What was written in a share form of the popup and is not posted yet: in memory only, gone with the browser. */

/** Under which name it is kept. @param {string} item @param {Platform} platform */
export const place = (item, platform) => `ownWords ${item} ${platform}`;

/** It stands in the post now. @param {string} item @param {Platform} platform */
export const forget = (item, platform) => chrome.storage.session.remove(place(item, platform));
