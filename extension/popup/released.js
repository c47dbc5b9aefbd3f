const A_LOOK_MS = 20;

/** Until nothing in it is pressed: a button taken away between press and release does nothing. @param {HTMLElement} main */
export async function released(main) {
  while (main.matches(':active')) await new Promise((done) => setTimeout(done, A_LOOK_MS));
}
