/** What an address calls somebody's page, as it is compared: in it, a letter that looks alike is another letter. */
/** @param {string} name as it stands in the address @returns {string} */
const pageId = (name) => {
  try {
    return decodeURIComponent(name).normalize().toLowerCase();
  } catch {
    return name.normalize().toLowerCase();
  }
};
