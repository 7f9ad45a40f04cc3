// A file that is chosen or dropped fills the field beside it; a zip is unpacked by the page's program, which checks it.
(() => {
  "use strict";
  const token = document.querySelector("meta[name=csrf]").content;
  const isZip = (file) => file.name.toLowerCase().endsWith(".zip") || file.type.includes("zip");

  async function read(file, way) {
    if (!isZip(file)) return { text: await file.text() };
    const form = new FormData();
    form.append("file", file);
    const response = await fetch(way, { method: "POST", headers: { "Accept": "application/json", "X-CSRF-Token": token }, body: form });
    const told = await response.json();
    return response.ok ? told : { said: `${told.what} ${told.remedy}` };
  }

  async function fill(field, file) {
    const told = await read(file, field.dataset.unpack);
    if (told.text === undefined) {
      field.dispatchEvent(new CustomEvent("refused", { detail: told.said }));
      return;
    }
    field.value = told.text;
    field.dispatchEvent(new Event("input"));
  }

  for (const input of document.querySelectorAll("input[type=file][data-fills]")) {
    const field = document.getElementById(input.dataset.fills);
    input.addEventListener("change", async () => {
      if (!input.files[0]) return;
      await fill(field, input.files[0]);
      input.value = "";
    });
    field.addEventListener("dragover", (event) => { event.preventDefault(); field.classList.add("dropping"); });
    field.addEventListener("dragleave", () => field.classList.remove("dropping"));
    field.addEventListener("drop", (event) => {
      field.classList.remove("dropping");
      if (!event.dataTransfer.files[0]) return;
      event.preventDefault();
      fill(field, event.dataTransfer.files[0]);
    });
  }
})();
