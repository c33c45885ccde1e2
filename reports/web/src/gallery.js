// A picture opens in full size in a dialog; Escape, the button or a click beside it closes it.

export function startGalleries() {
  const pictures = document.querySelectorAll("[data-picture]");
  if (!pictures.length) return;
  const dialog = document.createElement("dialog");
  dialog.className = "picture-dialog";
  const image = document.createElement("img");
  const close = document.createElement("button");
  close.type = "button";
  close.textContent = "Close";
  dialog.append(image, close);
  document.body.append(dialog);
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  for (const button of pictures) {
    button.addEventListener("click", () => {
      const shown = button.querySelector("img");
      image.src = shown.src;
      image.alt = shown.alt;
      dialog.setAttribute("aria-label", shown.alt);
      dialog.showModal();
    });
  }
}
