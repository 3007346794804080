// A chronology, or a table of answers, that is cut: leads an address from before the cut on to the
// page with the entry. Without this script, such a fragment is a line with a link to that page.
"use strict";
const leadOn = () => {
  const id = location.hash.slice(1);
  const event = id.match(/^(?:cite|count|role|s)-(.+)-\d+$/)?.[1];
  // A mark that this page does not draw stands for its entry.
  const marked = document.getElementById(id) ? id : id.replace(/^mark-/, "");
  const at = document.getElementById(marked) || document.getElementById(`event-${event}`);
  const line = at?.closest("#periods > li, #later-answers > li");
  if (line) location.replace(`${line.querySelector("a").href}#${marked}`);
  else if (at && marked !== id) location.replace(`#${marked}`);
  if (at || !id) return;
  const whole = document.querySelector('main a[href$="chronology.html"]');
  const record = marked.match(/^(claim|source|statement)-([a-z0-9-]+)$/);
  if (whole && /^(day|event)-/.test(marked)) location.replace(`${whole.href}#${marked}`);
  else if (!whole && record) location.replace(`${record[1]}s/${record[2]}.html`);
};
addEventListener("hashchange", leadOn);
leadOn();
