(() => {
  const all = document.getElementById('all');
  const form = all.querySelector('form');
  const [search, outcome] = [form.querySelector('input'), form.querySelector('select')];
  const rows = [...all.querySelectorAll('.row')].map(row => ({ row, words: row.textContent.toLowerCase() }));
  const show = () => {
    const words = search.value.toLowerCase().split(/\s+/);
    let shown = 0;
    for (const { row, words: text } of rows) {
      const fits = (!outcome.value || row.dataset.outcome === outcome.value) && words.every(word => text.includes(word));
      row.hidden = !fits;
      shown += fits;
    }
    for (const group of all.querySelectorAll('.group')) {
      group.hidden = !group.querySelector('.row:not([hidden])');
    }
    all.querySelector('.nothing').hidden = shown > 0;
    form.querySelector('output').value = shown + ' of ' + rows.length;
  };
  form.addEventListener('input', show);
  form.addEventListener('submit', event => event.preventDefault());
  for (const count of document.querySelectorAll('.counts a')) {
    count.addEventListener('click', () => { outcome.value = count.dataset.outcome; search.value = ''; show(); });
  }
  const open = () => {
    const row = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (row && row.matches('details')) { row.open = true; }
  };
  window.addEventListener('hashchange', open);
  form.hidden = false;
  show();
  open();
})();
