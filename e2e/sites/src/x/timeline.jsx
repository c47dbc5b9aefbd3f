// X's list: cells stand absolutely, and those far from the window are not in the document.
import { useCallback, useEffect, useReducer, useRef } from 'react';

const GUESS = 260; // pixels of a cell that was never seen
const MARGIN = 900; // pixels around the window in which cells are kept

function Cell({ name, top, onHeight, children }) {
  const box = useRef(null);
  useEffect(() => {
    const observer = new ResizeObserver(() => box.current && onHeight(name, box.current.offsetHeight));
    observer.observe(box.current);
    return () => observer.disconnect();
  }, []);
  return <div ref={box} data-testid="cellInnerDiv" className="cell" style={{ transform: `translateY(${top}px)` }}>{children}</div>;
}

/** `cells`: [{name, node}], from top to bottom; `onEnd` is called when the end comes near. */
export function Timeline({ label, cells, onEnd }) {
  const list = useRef(null);
  const heights = useRef(new Map());
  const [, redraw] = useReducer((count) => count + 1, 0);

  const measure = useCallback((name, height) => {
    if (!height) return; // taken out of the page: with cells of no height the end would be near for ever
    if (heights.current.get(name) === height) return;
    heights.current.set(name, height);
    redraw();
  }, []);

  useEffect(() => {
    addEventListener('scroll', redraw, { passive: true });
    addEventListener('resize', redraw);
    redraw(); // the list's own place is known only now
    return () => { removeEventListener('scroll', redraw); removeEventListener('resize', redraw); };
  }, []);

  let end = 0;
  const placed = cells.map((cell) => {
    const top = end;
    end += heights.current.get(cell.name) ?? GUESS;
    return { ...cell, top, bottom: end };
  });
  const from = scrollY - (list.current?.offsetTop ?? 0);
  const near = placed.filter(({ top, bottom }) => bottom > from - MARGIN && top < from + innerHeight + MARGIN);
  const atEnd = from + innerHeight + MARGIN > end;
  useEffect(() => { if (atEnd) onEnd?.(); }, [atEnd, cells.length]);

  return (
    <section role="region" aria-label={label}>
      <div ref={list} className="timeline" aria-label={label} style={{ minHeight: end }}>
        {near.map(({ name, top, node }) => <Cell key={name} name={name} top={top} onHeight={measure}>{node}</Cell>)}
      </div>
    </section>
  );
}
