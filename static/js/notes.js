/* The note-taker's screen: a line is on this device before it is anywhere else, and is sent as
   often as it takes. The id made here says which line is meant, so that a line sent twice is one
   line. Nothing here keeps a time or an order: on the device, as on the server, lines go by
   random ids. Without this file the page is a form that works. */
"use strict";

(() => {
  const form = document.getElementById("notes");
  if (!form) return;

  const WAIT = 700; // ms after the last stroke
  const RETRIES = [2, 5, 10, 20, 30].map((seconds) => seconds * 1000);
  const PATIENCE = 15000; // ms until an answer is given up
  const LOAD = 20000; // characters in one request; a page that is left may send 64 KB

  const says = form.dataset;
  const prefix = `notes.${says.session}.`;
  const entry = form.elements.lines;
  const byId = (id) => document.getElementById(id);
  const token = form.elements.csrfmiddlewaretoken;
  const lines = new Map(); // id -> {part, text, sent}
  let kept = true; // whether this browser keeps anything
  let finished = false;
  let lastDeleted = null;

  // --- on this device ----------------------------------------------------------------------

  const put = (key, value) => {
    if (finished) return;
    try {
      localStorage.setItem(prefix + key, JSON.stringify({ until: says.until, ...value }));
    } catch {
      kept = false;
    }
  };
  const take = (key) => {
    try {
      return JSON.parse(localStorage.getItem(key)) ?? {};
    } catch {
      return {};
    }
  };
  const drop = (key) => {
    try {
      localStorage.removeItem(key);
    } catch {
      kept = false;
    }
  };
  const keys = (start) => {
    try {
      return Object.keys(localStorage).filter((key) => key.startsWith(start));
    } catch {
      kept = false;
      return [];
    }
  };
  const idOf = (key) => (/^[0-9a-f]{16}$/.test(key.slice(prefix.length)) ? key.slice(prefix.length) : null);

  // --- lines -------------------------------------------------------------------------------

  const newId = () =>
    Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(16).padStart(2, "0")).join("");
  const chosen = () => form.querySelector('input[name="part"]:checked')?.value ?? "";
  const unsent = () => [...lines].filter(([, line]) => !line.sent);
  const element = (id) => form.querySelector(`[data-line="${id}"]`);
  const listOf = (part) => form.querySelector(`[data-part="${CSS.escape(part)}"] .lines`);

  const show = (id) => {
    const { part, text } = lines.get(id);
    let item = element(id);
    if (!item) {
      item = byId("line").content.firstElementChild.cloneNode(true);
      item.dataset.line = id;
    }
    const field = item.querySelector("textarea");
    if (field.value !== text && field !== document.activeElement) field.value = text;
    item.querySelector("select").value = part;
    item.querySelector(".delete").hidden = false;
    const list = listOf(part);
    if (list && item.parentElement !== list) list.prepend(item);
  };

  const change = (id, changes) => {
    const line = { part: "", text: "", ...lines.get(id), ...changes, sent: false };
    lines.set(id, line);
    put(id, line);
    tell();
    schedule(WAIT);
  };

  const divide = (text) => {
    const found = [];
    for (let rest of text.split(/[\r\n]+/)) {
      rest = rest.trim();
      while (rest.length > says.longest) {
        const cut = rest.lastIndexOf(" ", says.longest - 1);
        const end = cut > 0 ? cut : Number(says.longest);
        found.push(rest.slice(0, end));
        rest = rest.slice(end).trim();
      }
      if (rest) found.push(rest);
    }
    return found;
  };

  const keepEntry = () => {
    if (!entry || !chosen()) return;
    for (const text of divide(entry.value.toWellFormed?.() ?? entry.value)) {
      const id = newId();
      change(id, { part: chosen(), text });
      show(id);
    }
    entry.value = "";
    drop(`${prefix}entry`);
    tell();
  };

  // --- sending -----------------------------------------------------------------------------

  let timer = 0;
  let failures = 0;
  let running = null;

  const schedule = (wait) => {
    clearTimeout(timer);
    timer = setTimeout(() => send(), wait);
  };

  const post = (part, batch, keepalive) =>
    fetch(says.keep, {
      method: "POST",
      body: new URLSearchParams({
        csrfmiddlewaretoken: token.value,
        part,
        notes: JSON.stringify(Object.fromEntries(batch.map(([id, line]) => [id, line.text]))),
      }),
      redirect: "manual",
      keepalive,
      signal: AbortSignal.timeout(PATIENCE),
    });

  // Signing in again changes the token; the page as it is now has the right one.
  const renewToken = async () => {
    const answer = await fetch(location.href, { redirect: "manual", signal: AbortSignal.timeout(PATIENCE) });
    if (!answer.ok) return answer.type === "opaqueredirect" ? "signedOut" : "away";
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    token.value = page.querySelector('#notes [name="csrfmiddlewaretoken"]').value;
    return "";
  };

  const nextBatch = (refused) => {
    const open = unsent().filter(([, line]) => !refused.has(line.part));
    const part = open[0]?.[1].part;
    let room = LOAD;
    const batch = open.filter(([, line]) => {
      if (line.part !== part || room <= 0) return false;
      room -= encodeURIComponent(line.text.toWellFormed?.() ?? line.text).length;
      return true;
    });
    return { part, batch };
  };

  const deliver = async ({ part, batch }, keepalive) => {
    let answer = await post(part, batch, keepalive);
    if (answer.status === 403) {
      const trouble = await renewToken();
      if (trouble) return trouble;
      answer = await post(part, batch, keepalive);
    }
    if (answer.type === "opaqueredirect") return "signedOut";
    if (answer.status === 404) return "closed";
    if (answer.status === 400) return { refused: (await answer.json()).problem };
    if (!answer.ok) return "away";
    for (const [id, sent] of batch) {
      const line = lines.get(id);
      if (!line || line.text !== sent.text || line.part !== sent.part) continue; // changed meanwhile
      line.sent = true;
      if (line.text.trim()) put(id, line);
      else drop(prefix + id);
    }
    return "";
  };

  // One after the other; who asks while it runs waits for the same end.
  async function send(keepalive = false) {
    clearTimeout(timer);
    if (finished) return;
    running ??= deliverAll(keepalive).finally(() => {
      running = null;
    });
    await running;
  }

  const deliverAll = async (keepalive) => {
    let trouble = "";
    const refused = new Set(); // parts whose lines the server does not take; the others go on
    try {
      for (let next = nextBatch(refused); next.batch.length; next = nextBatch(refused)) {
        const came = await deliver(next, keepalive);
        if (came.refused) refused.add(next.part);
        trouble = came.refused ?? (came || trouble);
        if (came && !came.refused) break;
      }
    } catch {
      trouble = "away";
    }
    failures = trouble ? failures + 1 : 0;
    if (trouble) schedule(RETRIES[Math.min(failures, RETRIES.length) - 1]);
    tell(trouble);
  };

  // --- what is said ------------------------------------------------------------------------

  let saidTrouble = "";

  function tell(trouble) {
    const number = unsent().length;
    const sentence = number === 0 ? says.saysSent : kept ? says.saysUnsent : says.saysUnkept;
    byId("standing").textContent = sentence.replace("{number}", number);
    byId("standing").classList.toggle("unsent", number > 0);
    if (trouble !== undefined) {
      const words = { away: says.saysAway, signedOut: says.saysSignedOut, closed: says.saysClosed };
      const said = trouble ? (words[trouble] ?? trouble) : "";
      if (said !== saidTrouble) byId("trouble").textContent = said;
      saidTrouble = said;
    }
    byId("finish").disabled = number > 0 || Boolean(entry?.value.trim());
  }

  const showPart = () => {
    for (const section of form.querySelectorAll("[data-part]")) {
      section.hidden = section.dataset.part !== chosen() && !("closed" in section.dataset);
    }
  };

  // --- what is done here -------------------------------------------------------------------

  const leaveBehind = (shown) => {
    byId("deleted").firstElementChild.hidden = !shown;
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    keepEntry();
    send();
  });

  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || event.target.tagName !== "TEXTAREA") return;
    event.preventDefault();
    if (event.target === entry) keepEntry();
    else entry?.focus();
  });

  form.addEventListener("input", (event) => {
    if (event.target === entry) {
      if (entry.value) put("entry", { text: entry.value });
      else drop(`${prefix}entry`);
      tell();
      return;
    }
    const id = event.target.closest("[data-line]")?.dataset.line;
    if (id && event.target.matches("textarea")) change(id, { text: event.target.value });
  });

  form.addEventListener("change", (event) => {
    if (event.target.name === "part" && event.target.type === "radio") {
      put("part", { part: chosen() });
      showPart();
      entry.focus();
    } else if (event.target.matches("[data-line] select")) {
      const id = event.target.closest("[data-line]").dataset.line;
      change(id, { part: event.target.value });
      show(id);
    }
  });

  form.addEventListener("click", (event) => {
    if (!event.target.matches(".delete")) return;
    const item = event.target.closest("[data-line]");
    const id = item.dataset.line;
    lastDeleted = { id, text: lines.get(id).text };
    item.remove();
    change(id, { text: "" });
    leaveBehind(true);
    entry?.focus();
  });

  byId("undo").addEventListener("click", () => {
    change(lastDeleted.id, { text: lastDeleted.text });
    show(lastDeleted.id);
    leaveBehind(false);
    entry?.focus();
  });

  byId("finish").addEventListener("click", () => {
    finished = true;
    keys(prefix).forEach(drop);
    lines.clear();
    form.remove();
    byId("finished").firstElementChild.hidden = false;
    byId("finished").focus();
  });

  // Signing out clears this device, by the server's word; what is not sent would be gone.
  for (const leaving of document.querySelectorAll('form[action$="/logout/"]')) {
    leaving.addEventListener("submit", async (event) => {
      if (finished) return;
      event.preventDefault();
      keepEntry();
      await send();
      if (unsent().length && !confirm(says.saysLeave)) return;
      finished = true;
      keys(prefix).forEach(drop);
      leaving.submit();
    });
  }

  addEventListener("beforeunload", (event) => {
    if (!finished && unsent().length) event.preventDefault();
  });
  addEventListener("online", () => send());
  document.addEventListener("visibilitychange", () => send(document.visibilityState === "hidden"));
  addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload(); // what the server has may be another by now
  });
  // The same session in another tab of this browser.
  addEventListener("storage", (event) => {
    const id = event.key?.startsWith(prefix) ? idOf(event.key) : null;
    if (!id || !event.newValue || finished) return;
    const { part, text, sent } = take(event.key);
    lines.set(id, { part, text, sent });
    if (text.trim()) show(id);
    else element(id)?.remove();
    tell();
  });

  // --- as the page opens -------------------------------------------------------------------

  // What has passed its day goes from here too, of whichever session it is.
  for (const key of keys("notes.")) {
    if (!(take(key).until >= says.today)) drop(key);
  }
  for (const item of form.querySelectorAll("[data-line]")) {
    const part = item.closest("[data-part]").dataset.part;
    lines.set(item.dataset.line, { part, text: item.querySelector("textarea").value, sent: true });
  }
  const before = take(`${prefix}part`).part;
  const radios = [...form.querySelectorAll('input[name="part"]')];
  const remembered = radios.find((radio) => radio.value === before) ?? radios.find((radio) => radio.checked) ?? radios[0];
  if (remembered) remembered.checked = true;
  for (const key of keys(prefix).sort()) {
    const id = idOf(key);
    if (!id) continue;
    const { part, text, sent } = take(key);
    // A part that was removed from the agenda has no place for its lines; they are not lost.
    if (!sent) lines.set(id, { part: listOf(part) ? part : chosen(), text, sent });
    else if (lines.has(id)) put(id, lines.get(id));
    else drop(key); // deleted elsewhere, or past its day
  }
  for (const [id, { text }] of lines) {
    if (text.trim()) show(id);
    else element(id)?.remove();
  }
  if (entry && !entry.value) entry.value = take(`${prefix}entry`).text ?? "";

  form.classList.add("scripted");
  for (const revealed of form.querySelectorAll(".standing, .finish, #enter")) revealed.hidden = false;
  showPart();
  tell("");
  if (unsent().length) schedule(0);
})();
