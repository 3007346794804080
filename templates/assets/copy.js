// Buttons that copy how to cite a page. Without them the words stand there to be marked by hand.
"use strict";
{
  const words = document.currentScript.dataset;
  for (const text of document.querySelectorAll(".cite-this :is(p, pre)")) {
    const button = Object.assign(document.createElement("button"), { type: "button" });
    const told = document.createElement("output");
    const what = text.parentElement.querySelector("h2, summary").textContent;
    button.textContent = words.copy;
    button.setAttribute("aria-label", `${words.copy}: ${what}`);
    button.addEventListener("click", async () => {
      told.value = "";
      try {
        await navigator.clipboard.writeText(text.textContent);
        told.value = words.copied;
      } catch {
        getSelection().selectAllChildren(text);
        told.value = words.marked;
      }
    });
    text.after(button, " ", told);
  }
}
