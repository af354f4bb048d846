// What a page can do beyond being read: nothing here is needed to read it.
(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  for (const tools of all('.tools')) board(tools);
  for (const plot of all('.plot')) tips(plot);
  printed(all('details:has(> .command)'));

  /** Filter, search, order and keyboard of the list of claims. */
  function board(tools) {
    const home = tools.parentElement;
    const topics = all('.topic', home);
    const rows = topics.flatMap((section) =>
      all('.row', section).map((element) => ({ element, section, list: element.parentElement })),
    );
    const ordered = document.createElement('ul');
    const { q, verdict, topic, source, order } = tools.elements;
    const count = tools.querySelector('.count');
    ordered.className = 'rows';
    ordered.hidden = true;
    // Where the topics stand, under what explains the rows, and under the same scale.
    const scale = home.querySelector('.scale')?.cloneNode(true);
    if (scale) scale.hidden = true;
    topics[0]?.before(...(scale ? [scale] : []), ordered);
    tools.hidden = false;

    // Ten thousand rows are read when they are first searched, and move only when their order changes.
    let arranged = '';
    const texts = new Map();
    const textOf = ({ element }) => {
      if (!texts.has(element)) texts.set(element, ` ${wordsOf(partsOf(element).join(' ')).join(' ')}`);
      return texts.get(element);
    };
    const partsOf = ({ dataset, children }) => [dataset.id, ...[...children].map((part) => part.textContent)];
    // A point belongs to a number; × is typed as x.
    const wordsOf = (text) =>
      text
        .toLowerCase()
        .replaceAll('×', 'x')
        .split(/[^\p{L}\p{N}.<>]+/u)
        .filter((word) => word !== '');

    function show() {
      // What is typed without a space, such as an id, is found as it stands.
      const words = q.value.split(/\s+/).map((typed) => wordsOf(typed).join(' '));
      const fits = (row) => {
        const { dataset } = row.element;
        return (
          (verdict.value === '' || dataset.verdict === verdict.value) &&
          (topic.value === '' || row.section.dataset.topic === topic.value) &&
          (source.value === '' || dataset.source === source.value) &&
          words.every((word) => textOf(row).includes(` ${word}`))
        );
      };
      if (order.value !== arranged) arrange(order.value);
      const open = new Set();
      let shown = 0;
      for (const row of rows) {
        row.element.hidden = !fits(row);
        if (row.element.hidden) continue;
        shown += 1;
        open.add(row.section);
      }
      ordered.hidden = arranged === '';
      if (scale) scale.hidden = ordered.hidden;
      for (const section of topics) section.hidden = arranged !== '' || !open.has(section);
      const whole = `${rows.length.toLocaleString('en')} ${rows.length === 1 ? 'claim' : 'claims'}`;
      count.textContent = shown === rows.length ? whole : `${shown.toLocaleString('en')} of ${whole}`;
    }

    /** Numbers from the largest; what has none comes last. Verdicts as they are listed above the rows. */
    function arrange(by) {
      arranged = by;
      if (by === '') {
        for (const { element, list } of rows) list.append(element);
        return;
      }
      const verdicts = [...verdict.options].map(({ value }) => value);
      const rank = ({ dataset }) =>
        by === 'verdict'
          ? -verdicts.indexOf(dataset.verdict)
          : Number(dataset[by] || Number.NEGATIVE_INFINITY);
      const ranked = rows.map(({ element }) => ({ element, at: rank(element) }));
      ranked.sort((one, other) => (other.at > one.at ? 1 : other.at < one.at ? -1 : 0));
      ordered.append(...ranked.map(({ element }) => element));
    }

    const links = () => all('.row:not([hidden]) .statement', home);
    function move(by) {
      const shown = links();
      const at = shown.indexOf(document.activeElement);
      const next =
        at < 0 ? (by > 0 ? 0 : shown.length - 1) : Math.min(Math.max(at + by, 0), shown.length - 1);
      shown[next]?.focus();
    }

    tools.addEventListener('input', show);
    tools.addEventListener('submit', (event) => event.preventDefault());
    document.addEventListener('keydown', (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || !home.checkVisibility()) return;
      const { target, key } = event;
      const onRow = target instanceof Element && target.matches('.statement');
      const typing = target instanceof Element && target.matches('input, select, textarea');
      const act =
        key === '/' && !typing
          ? () => q.focus()
          : key === 'Escape' && target === q
            ? () => clear(q)
            : key === 'Enter' && target === q
              ? () => links()[0]?.click()
              : (key === 'j' && !typing) || (key === 'ArrowDown' && (onRow || target === q))
                ? () => move(1)
                : (key === 'k' && !typing) || (key === 'ArrowUp' && onRow)
                  ? () => move(-1)
                  : null;
      if (!act) return;
      event.preventDefault();
      act();
    });
    function clear(field) {
      field.value = '';
      field.blur();
      show();
    }
    for (const link of all('.topics a', home))
      link.addEventListener('click', () => {
        // What is filtered away, or in another order, cannot be gone to.
        if (!document.getElementById(link.hash.slice(1))?.closest('.topic').hidden) return;
        tools.reset();
        show();
      });
    show();
    // A browser that goes back fills the form in again, after this has run.
    addEventListener('pageshow', show);
  }

  /** What is folded on a screen and promised on paper is open while a page is printed. */
  function printed(folds) {
    let opened = [];
    addEventListener('beforeprint', () => {
      opened = folds.filter((fold) => !fold.open);
      for (const fold of opened) fold.open = true;
    });
    addEventListener('afterprint', () => {
      for (const fold of opened) fold.open = false;
    });
  }

  /** The nearest value to the pointer, in words. */
  function tips(plot) {
    const data = plot.querySelector('.tips');
    const svg = plot.querySelector('svg');
    if (!data || !svg) return;
    let points;
    const tip = document.createElement('div');
    tip.className = 'tip';
    tip.hidden = true;
    plot.append(tip);
    const mark = document.createElementNS('http://www.w3.org/2000/svg', 'circle');
    mark.setAttribute('class', 'tipped');
    mark.setAttribute('r', '6');

    plot.addEventListener('pointermove', show);
    plot.addEventListener('pointerdown', show);
    plot.addEventListener('pointerleave', hide);

    function hide() {
      tip.hidden = true;
      mark.remove();
    }
    function show({ clientX, clientY }) {
      points ??= JSON.parse(data.textContent);
      const box = svg.getBoundingClientRect();
      const scale = box.width / svg.viewBox.baseVal.width;
      const [x, y] = [(clientX - box.left) / scale, (clientY - box.top) / scale];
      let nearest = null;
      let least = 40 ** 2;
      for (const point of points) {
        const distance = (point[0] - x) ** 2 + (point[1] - y) ** 2;
        if (distance < least) [nearest, least] = [point, distance];
      }
      if (!nearest) return hide();
      mark.setAttribute('cx', nearest[0]);
      mark.setAttribute('cy', nearest[1]);
      svg.append(mark);
      tip.textContent = nearest[2];
      tip.hidden = false;
      // Beside the value, on the side with more room. Through the object model: style attributes are forbidden.
      const left = nearest[0] * scale;
      const flip = left > box.width / 2;
      tip.style.left = flip ? 'auto' : `${left + 12}px`;
      tip.style.right = flip ? `${plot.clientWidth - left + 12}px` : 'auto';
      tip.style.top = `${Math.max(0, nearest[1] * scale - 34)}px`;
    }
  }
})();
