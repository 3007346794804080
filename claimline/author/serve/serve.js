// Reloads the page when its site has been built anew, and shows what stops a build. The server
// adds this script to each page that it sends; no file of the site has it.
(() => {
  const { build } = document.currentScript.dataset;
  const PLACE = "claimline:place", CLOSED = "claimline:closed";
  let source, box, leaving;

  // The part of the page that the reader's eye is on: the last one with an id above a third of
  // the window. Words that come or go before it must not move it.
  const anchor = () => {
    let found;
    for (const one of document.querySelectorAll("body [id]")) {
      const { top, height } = one.getBoundingClientRect();
      if (top > innerHeight / 3) break;
      if (height) found = { id: one.id, top };
    }
    return found;
  };

  const reload = () => {
    source.close();
    leaving = true;
    const place = { at: location.href, x: scrollX, y: scrollY, anchor: anchor() };
    sessionStorage.setItem(PLACE, JSON.stringify(place));
    history.scrollRestoration = "manual";
    location.reload();
  };

  const restore = () => {
    const place = JSON.parse(sessionStorage.getItem(PLACE));
    sessionStorage.removeItem(PLACE);
    // Until a page has come whole, the browser may still put it where it was before.
    const after = () => leaving || (history.scrollRestoration = "auto");
    addEventListener("load", () => setTimeout(after));
    if (place?.at !== location.href) return;
    const one = place.y && place.anchor && document.getElementById(place.anchor.id);
    const y = one ? scrollY + one.getBoundingClientRect().top - place.anchor.top : place.y;
    scrollTo({ left: place.x, top: y, behavior: "instant" });
  };

  const make = (name, words, more = {}) =>
    Object.assign(document.createElement(name), { textContent: words }, more);

  const item = ({ place, message, href }) => {
    const line = make("p", "");
    line.append(make(href ? "a" : "b", `${place}:`, href ? { href } : {}), ` ${message}`);
    const one = make("li", "");
    one.append(line);
    return one;
  };

  const show = (data) => {
    box?.remove();
    box = null;
    const { heading, errors } = JSON.parse(data);
    if (!errors.length) return sessionStorage.removeItem(CLOSED);
    if (sessionStorage.getItem(CLOSED) === data) return;
    box = make("claimline-errors", "");
    const dialog = make("dialog", "", { ariaLabel: heading });
    const list = make("ol", "");
    list.append(...errors.map(item));
    const close = make("button", "Read the last good site");
    close.onclick = () => dialog.close();
    dialog.onclose = () => sessionStorage.setItem(CLOSED, data);
    dialog.append(make("h1", heading), list, close);
    const style = make("link", "", { rel: "stylesheet", href: "/.claimline/serve.css" });
    box.attachShadow({ mode: "open" }).append(style, dialog);
    document.body.append(box);
    dialog.showModal();
  };

  // A browser keeps few connections to one host, so only a page that is seen holds one.
  const listen = () => {
    if (source || document.hidden) return;
    source = new EventSource(`/.claimline/events?build=${encodeURIComponent(build)}`);
    source.addEventListener("reload", reload);
    source.addEventListener("errors", (event) => show(event.data));
    // The browser tries again by itself unless the server refuses, as it does beyond its limit.
    source.onerror = ({ target }) => {
      if (target === source && target.readyState === EventSource.CLOSED) {
        leave();
        setTimeout(listen, 5000);
      }
    };
  };
  const leave = () => {
    source?.close();
    source = null;
  };

  if (sessionStorage.getItem(PLACE)) restore();
  document.addEventListener("visibilitychange", () => (document.hidden ? leave() : listen()));
  addEventListener("pagehide", leave);
  addEventListener("pageshow", listen);
  listen();
})();
