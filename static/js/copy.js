/* Copies plain text. Without this file the text is selected by hand. */
(() => {
  const select = (text) => {
    if (text.select) {
      text.closest("details").open = true;
      text.select();
    } else {
      getSelection().selectAllChildren(text);
    }
  };
  const copy = async (button) => {
    const text = document.getElementById(button.dataset.copy);
    try {
      await navigator.clipboard.writeText(text.value ?? text.textContent);
    } catch {
      // Not allowed here: show it selected, so that the keyboard does the rest.
      select(text);
      return;
    }
    document.getElementById("copied").textContent = button.dataset.done;
    document.querySelectorAll("[data-copy].done").forEach((each) => each.classList.remove("done"));
    button.classList.add("done");
  };
  document.querySelectorAll("[data-copy]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => copy(button));
  });
})();
