/** This page came instead of what a form was sent for: what was sent last (keep-form.js) still counts as only typed. */
const key = sessionStorage.getItem('sent last');
const said = key && sessionStorage.getItem(key);
if (said) sessionStorage.setItem(key, JSON.stringify({ ...JSON.parse(said), sent: false }));
